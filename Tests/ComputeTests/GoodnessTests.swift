import Testing

@testable import OnwardCompute

@Suite("Goodness and slopes")
struct GoodnessTests {
    @Test("Every version sums the same squares", arguments: Form.all, [1, 0.25, -3])
    func sumSquares(form: Form, factor: Double) {
        expectAgreement(within: 2e-6) { engine, type in
            let input = form.random(1, type)
            let goodness = Form(rows: form.rows, columns: 1).unwritten(type)
            engine.sumSquares(of: input, factor: factor, into: goodness)
            let numbers = input.numbers
            let expected = (0..<form.rows).map { row in
                (0..<form.columns).reduce(0) { sum, column in
                    let number = numbers[row * form.columns + column]
                    return sum + factor * number * number
                }
            }
            #expect(goodness.deviation(from: Matrix(expected, columns: 1)) <= 2e-6)
            return [goodness]
        }
    }

    @Test("Every version scales rows alike", arguments: Form.all)
    func scaleRows(form: Form) {
        expectAgreement(within: 2e-7) { engine, type in
            let input = form.random(1, type)
            let slopes = Form(rows: form.rows, columns: 1).random(2, type)
            let output = form.unwritten(type)
            engine.scaleRows(of: input, by: slopes, into: output)
            let (numbers, slope) = (input.numbers, slopes.numbers)
            let expected = numbers.indices.map { numbers[$0] * slope[$0 / form.columns] }
            #expect(output.deviation(from: Matrix(expected, columns: form.columns)) <= 2e-7)
            return [output]
        }
    }

    @Test("Rows are scaled in their own place too", arguments: KernelForm.allCases)
    func scaleInPlace(kernels: KernelForm) {
        let matrix = Matrix([Float(1), 2, 3, 4], columns: 2)
        Engine(threads: 1, kernels: kernels).scaleRows(
            of: matrix, by: Matrix([Float(2), -1], columns: 1), into: matrix)
        #expect(matrix.values() == [Float(2), 4, -3, -4])
    }

    @Test("Every version maps each number with its place", arguments: Form.all)
    func map(form: Form) {
        expectAgreement(within: 1e-7) { engine, type in
            let numbers = form.random(1, type)
            let before = numbers.numbers
            engine.map(numbers) { index, value in value * value - Double(index) }
            let expected = before.indices.map { before[$0] * before[$0] - Double($0) }
            #expect(numbers.deviation(from: Matrix(expected, columns: form.columns)) <= 1e-7)
            return [numbers]
        }
    }

    @Test("The silent share counts the columns without a number above 0")
    func silentShare() {
        let engine = Engine(threads: 1)
        let output = Matrix([Float(0), 1, -1, 0, 0, 0, -2, 3], columns: 4)
        #expect(engine.silentShare(of: output) == 0.5)
        #expect(engine.silentShare(of: output.rows(0..<1)) == 0.75)
        #expect(engine.silentShare(of: Matrix(rows: 5, columns: 3)) == 1)
        #expect(engine.silentShare(of: Matrix(rows: 5, columns: 0)) == 0)
    }

    @Test("The silent share of many rows is what one counts", arguments: Form.all)
    func silentShareOf(form: Form) {
        // Lowered, so that some columns stay below 0.
        let output = form.random(3, .float32)
        Engine(threads: 1).map(output) { _, value in value - 1.5 }
        let numbers = output.numbers
        let silent = (0..<form.columns).count { column in
            (0..<form.rows).allSatisfy { numbers[$0 * form.columns + column] <= 0 }
        }
        let share = Engine(threads: 1).silentShare(of: output)
        #expect(share == Double(silent) / Double(form.columns))
    }
}
