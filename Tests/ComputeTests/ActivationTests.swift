import Testing

@testable import OnwardCompute

@Suite("Activations and the bias's gradient")
struct ActivationTests {
    @Test("Every version turns errors alike", arguments: Form.all, Activation.allCases)
    func gate(form: Form, activation: Activation) {
        // GELU's slope is the sum of two numbers that nearly cancel far below zero.
        expectAgreement(within: activation == .gelu ? 1e-5 : 1e-7) { engine, type in
            let error = form.random(1, type)
            let (output, sums) = (form.random(2, type), form.random(3, type, scale: 3))
            engine.gate(error, by: activation, output: output, sums: sums)
            return [error]
        }
    }

    @Test("Every version computes GELU alike", arguments: Form.all, [0.01, 1, 10, 100] as [Float])
    func gelu(form: Form, scale: Float) {
        expectAgreement(within: 1e-6) { engine, type in
            let output = form.unwritten(type)
            engine.activate(form.random(1, type, scale: scale), by: .gelu, into: output)
            return [output]
        }
    }

    @Test("GELU is x · Φ(x), and keeps what is not a number", arguments: KernelForm.allCases)
    func geluValues(kernels: KernelForm) {
        let sums = Matrix([Float(0), 1, -1, 20, -20, 1e30, -1e30, .nan], columns: 8)
        let (output, error) = (Matrix(rows: 1, columns: 8), Matrix(rows: 1, columns: 8))
        error.assign([Float](repeating: 1, count: 8))
        let engine = Engine(threads: 1, kernels: kernels)
        engine.activate(sums, by: .gelu, into: output)
        engine.gate(error, by: .gelu, output: output, sums: sums)
        // Φ(1) = 0.8413447, and the slope there is Φ(1) + φ(1).
        let wanted: [Float] = [0, 0.841_344_7, -0.158_655_3, 20, 0, 1e30, 0]
        let slopes: [Float] = [0.5, 1.083_315_5, -0.083_315_5, 1, 0, 1, 0]
        for place in 0..<7 {
            let scale = max(1, abs(wanted[place]))
            #expect(abs(output[0, place] - wanted[place]) < 1e-6 * scale)
            #expect(abs(error[0, place] - slopes[place]) < 1e-6)
        }
        #expect(output[0, 7].isNaN && error[0, 7].isNaN)
    }

    @Test("A leaky ReLU lets a hundredth through below zero", arguments: KernelForm.allCases)
    func leaky(kernels: KernelForm) {
        let error = Matrix([Float(2), 3, 4], columns: 3)
        Engine(threads: 1, kernels: kernels).gate(
            error, by: .leakyReLU, output: Matrix([Float(5), -0.01, 0], columns: 3))
        #expect(error.deviation(from: Matrix([2, 0.03, 0.04], columns: 3)) < 1e-6)
    }

    @Test("An activation's slope is that of its value", arguments: Activation.allCases)
    func slope(activation: Activation) {
        for x in [-3.0, -1, -0.2, 0.3, 1, 4] {
            let rise = activation.value(x + 1e-6) - activation.value(x - 1e-6)
            let kept = activation.keepsSums ? x : activation.value(x)
            #expect(abs(rise / 2e-6 - activation.slope(kept)) < 1e-8)
        }
    }

    @Test("An output of zero lets no error through", arguments: KernelForm.allCases)
    func zeroOutput(kernels: KernelForm) {
        let engine = Engine(threads: 1, kernels: kernels)
        let output = Matrix([Float(0), -0.0, 1, -1, .leastNonzeroMagnitude], columns: 5)
        let error = Matrix([Float(2), 3, 4, 5, 6], columns: 5)
        engine.gate(error, by: .relu, output: output)
        #expect(error.values() == [Float(0), 0, 4, 0, 6])
        engine.gate(error, by: .none, output: Matrix(rows: 1, columns: 5))
        #expect(error.values() == [Float(0), 0, 4, 0, 6])
    }

    @Test("Every version sums columns alike", arguments: Form.all)
    func sumColumns(form: Form) {
        expectAgreement(within: 1e-5) { engine, type in
            let sum = Form(rows: 1, columns: form.columns).unwritten(type)
            engine.sumColumns(of: form.random(1, type), into: sum)
            return [sum]
        }
    }

    @Test("Every version sums many columns on two cores", arguments: [1, 3])
    func sumManyColumns(rows: Int) {
        let form = Form(rows: rows, columns: 20001)
        expectAgreement(within: 1e-6) { engine, type in
            let sum = Form(rows: 1, columns: form.columns).unwritten(type)
            engine.sumColumns(of: form.random(1, type), into: sum)
            return [sum]
        }
    }

    @Test("Column sums are those that one computes by hand", arguments: KernelForm.allCases)
    func byHand(kernels: KernelForm) {
        let engine = Engine(threads: 1, kernels: kernels)
        let sum = Matrix([Float(9), 9], columns: 2)
        engine.sumColumns(of: Matrix([Float(1), 2, 3, 4, 5, 6], columns: 2), into: sum)
        #expect(sum.values() == [Float(9), 12])
        engine.sumColumns(of: Matrix(rows: 0, columns: 2), into: sum)
        #expect(sum.values() == [Float(0), 0])
    }
}
