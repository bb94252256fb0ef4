import Testing

@testable import OnwardCompute

@Suite("Products of matrices")
struct ProductTests {
    /// `rows` × `columns` numbers, laid out row by row or column by column.
    private func operand(
        _ rows: Int, _ columns: Int, _ seed: Int, _ type: ElementType, isTransposed: Bool
    ) -> Matrix {
        isTransposed
            ? Form(rows: columns, columns: rows).random(seed, type).transposed
            : Form(rows: rows, columns: columns).random(seed, type)
    }

    @Test("Every version agrees, plain or transposed", arguments: Form.all, [1, 7, 33])
    func transposes(form: Form, inner: Int) {
        for (first, second) in [(false, false), (false, true), (true, false), (true, true)] {
            expectAgreement(within: 1e-5) { engine, type in
                let a = operand(form.rows, inner, 1, type, isTransposed: first)
                let b = operand(inner, form.columns, 2, type, isTransposed: second)
                let output = form.unwritten(type)
                engine.multiply(a, b, into: output)
                return [output]
            }
        }
    }

    @Test(
        "Every version agrees with a bias, an activation and both", arguments: Form.all, [1, 7, 33])
    func biasAndActivation(form: Form, inner: Int) {
        let combinations: [(Bool, Activation)] = [
            (true, .none), (false, .relu), (true, .relu), (true, .leakyReLU), (false, .gelu),
        ]
        for (hasBias, activation) in combinations {
            expectAgreement(within: 1e-5) { engine, type in
                let a = Form(rows: form.rows, columns: inner).random(1, type)
                let b = operand(inner, form.columns, 2, type, isTransposed: true)
                let bias = Form(rows: 1, columns: form.columns).random(3, type)
                let (sums, output) = (form.unwritten(type), form.unwritten(type))
                engine.multiply(
                    a, b, bias: hasBias ? bias : nil, activation: activation, sums: sums,
                    into: output)
                return activation.keepsSums ? [output, sums] : [output]
            }
        }
    }

    @Test("A product that is to lie column by column is the same", arguments: Form.all, [1, 7, 33])
    func columnMajorOutput(form: Form, inner: Int) {
        expectAgreement(within: 1e-5) { engine, type in
            let a = operand(form.rows, inner, 1, type, isTransposed: true)
            let b = operand(inner, form.columns, 2, type, isTransposed: false)
            let output = Form(rows: form.columns, columns: form.rows).unwritten(type).transposed
            engine.multiply(a, b, into: output)
            return [output]
        }
    }

    @Test(
        "A product gives the numbers that one computes by hand", arguments: KernelForm.allCases)
    func byHand(kernels: KernelForm) {
        let engine = Engine(threads: 1, kernels: kernels)
        let a = Matrix([Float(1), 2, 3, 4, 5, 6], columns: 3)
        let b = Matrix([Float(1), -1, 0, 2, -2, 1], columns: 2)
        let output = Matrix(rows: 2, columns: 2)
        engine.multiply(a, b, into: output)
        #expect(output.values() == [Float(-5), 6, -8, 12])
        engine.multiply(
            a, b, bias: Matrix([Float(6), -20], columns: 2), activation: .relu, into: output)
        #expect(output.values() == [Float(1), 0, 0, 0])
        let square = Matrix(rows: 3, columns: 3)
        engine.multiply(a.transposed, a, into: square)
        #expect(square.values() == [Float(17), 22, 27, 22, 29, 36, 27, 36, 45])
    }

    @Test("Some rows of a larger matrix are multiplied where they lie")
    func rowsOfLarger() {
        expectAgreement(within: 1e-5) { engine, type in
            let a = Form(rows: 33, columns: 7).random(1, type)
            let b = Form(rows: 7, columns: 5).random(2, type)
            let output = Form(rows: 40, columns: 5).random(3, type)
            engine.multiply(a.rows(3..<13), b, into: output.rows(20..<30))
            engine.multiply(a.rows(0..<1), b, into: output.rows(39..<40))
            return [output]
        }
    }

    @Test("A product that was met before reads its new operands")
    func again() {
        let kernels = NativeKernels(threads: 2, precision: .float32)
        let engine = Engine(kernels, threads: 2)
        let form = Form(rows: 7, columns: 7)
        let b = form.random(2, .float32)
        let results = (10..<13).map { seed in
            let (output, again) = (form.unwritten(.float32), form.unwritten(.float32))
            engine.multiply(form.random(seed, .float32), b, into: output)
            Engine(threads: 2).multiply(form.random(seed, .float32), b, into: again)
            #expect(output.values() == again.values(as: Float.self))
            return output.values(as: Float.self)
        }
        #expect(Set(results).count == 3)
        #expect(kernels.products.count == 1)
    }

    @Test("A product of no rows writes nothing")
    func noRows() {
        let kernels = NativeKernels(threads: 1, precision: .float32)
        Engine(kernels, threads: 1).multiply(
            Matrix(rows: 0, columns: 3), Matrix(rows: 3, columns: 2),
            into: Matrix(rows: 0, columns: 2))
        #expect(kernels.products.isEmpty)
    }

    @Test("Not a number in one row stays in that row", arguments: KernelForm.allCases)
    func notANumber(kernels: KernelForm) {
        let a = Form(rows: 7, columns: 33).random(1, .float32)
        a[4, 20] = .nan
        let output = Matrix(rows: 7, columns: 3)
        Engine(threads: 1, kernels: kernels).multiply(
            a, Form(rows: 33, columns: 3).random(2, .float32), into: output)
        for row in 0..<7 { #expect(output[row, 1].isNaN == (row == 4)) }
    }

    @Test("Shapes that do not fit stop the program")
    func wrongShapes() async {
        await #expect(processExitsWith: .failure) {
            Engine(threads: 1).multiply(
                Matrix(rows: 2, columns: 3), Matrix(rows: 4, columns: 2),
                into: Matrix(rows: 2, columns: 2))
        }
    }
}
