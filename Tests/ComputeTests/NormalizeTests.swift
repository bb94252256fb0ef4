import Testing

@testable import OnwardCompute

@Suite("Division of rows by their length")
struct NormalizeTests {
    @Test(
        "Every version agrees, forward and backward", arguments: Form.all,
        [(1, 1e-8), (1000, 1e-8), (0.001, 1e-8), (1, 0.5)] as [(Float, Double)])
    func agreement(form: Form, setting: (scale: Float, epsilon: Double)) {
        let (scale, epsilon) = setting
        expectAgreement(within: 1e-5) { engine, type in
            let input = form.random(1, type, scale: scale)
            let (output, inputError) = (form.unwritten(type), form.unwritten(type))
            let lengths = Form(rows: form.rows, columns: 1).unwritten(type)
            let factor = 1 / Double(form.columns)
            engine.normalize(
                input, factor: factor, epsilon: epsilon, into: output, lengths: lengths)
            // With one column the direction never changes: the error is all rounding.
            guard form.columns > 1 else { return [output, lengths] }
            engine.normalizeBackward(
                input, lengths: lengths, factor: factor, epsilon: epsilon,
                outputError: form.random(2, type), into: inputError)
            return [output, lengths, inputError]
        }
    }

    @Test(
        "A row of one number keeps its sign and loses its error", arguments: KernelForm.allCases
    )
    func oneColumn(kernels: KernelForm) {
        let engine = Engine(threads: 1, kernels: kernels)
        let input = Matrix([Float(-5), 0.25], columns: 1)
        let (output, lengths) = (Matrix(rows: 2, columns: 1), Matrix(rows: 2, columns: 1))
        engine.normalize(input, factor: 1, epsilon: 0, into: output, lengths: lengths)
        #expect(output.values() == [Float(-1), 1])
        #expect(lengths.values() == [Float(5), 0.25])
        let inputError = Form(rows: 2, columns: 1).unwritten(.float32)
        engine.normalizeBackward(
            input, lengths: lengths, factor: 1, epsilon: 0,
            outputError: Matrix([Float(3), 3], columns: 1), into: inputError)
        #expect(abs(inputError[0, 0]) < 1e-6 && abs(inputError[1, 0]) < 1e-5)
    }

    @Test("Lengths are those that one computes by hand", arguments: KernelForm.allCases)
    func byHand(kernels: KernelForm) {
        let (output, lengths) = (Matrix(rows: 2, columns: 2), Matrix(rows: 2, columns: 1))
        Engine(threads: 1, kernels: kernels).normalize(
            Matrix([Float(3), 4, 0, 0], columns: 2), factor: 4, epsilon: 2, into: output,
            lengths: lengths)
        #expect(lengths.values() == [Float(12), 2])
        #expect(output.deviation(from: Matrix([0.25, 4.0 / 12, 0, 0], columns: 2)) < 1e-6)
    }

    @Test(
        "A row whose length is too large for a number is none, instead of zeros",
        arguments: KernelForm.allCases)
    func overflow(kernels: KernelForm) {
        let (output, lengths) = (Matrix(rows: 2, columns: 2), Matrix(rows: 2, columns: 1))
        Engine(threads: 1, kernels: kernels).normalize(
            Matrix([Float(3e30), 1, 3, 4], columns: 2), factor: 1, epsilon: 0, into: output,
            lengths: lengths)
        #expect(output.values(as: Float.self).map(\.isNaN) == [true, true, false, false])
        #expect(output.values(as: Float.self).suffix(2) == [0.6, 0.8])
    }

    @Test("The input's error is the slope along every input", arguments: [2, 7], [1e-8, 0.5])
    func slope(columns: Int, epsilon: Double) {
        let engine = Engine(threads: 1)
        let form = Form(rows: 3, columns: columns)
        let (input, weights) = (form.random(1, .float64), form.random(2, .float64))
        let (output, lengths) = (form.unwritten(.float64), Matrix(.float64, rows: 3, columns: 1))
        let factor = 1 / Double(columns)
        func sum(_ index: Int, _ step: Double) -> Double {
            var values = input.numbers
            values[index] += step
            engine.normalize(
                Matrix(values, columns: columns), factor: factor, epsilon: epsilon, into: output,
                lengths: lengths)
            return zip(output.numbers, weights.numbers).map(*).reduce(0, +)
        }
        let slopes = (0..<form.rows * columns).map { (sum($0, 1e-5) - sum($0, -1e-5)) / 2e-5 }
        _ = sum(0, 0)
        let inputError = form.unwritten(.float64)
        engine.normalizeBackward(
            input, lengths: lengths, factor: factor, epsilon: epsilon, outputError: weights,
            into: inputError)
        #expect(Matrix(slopes, columns: columns).deviation(from: inputError) < 1e-8)
    }

    @Test("A row of zeros stays zero and passes its error on", arguments: KernelForm.allCases)
    func zeros(kernels: KernelForm) {
        let engine = Engine(threads: 1, kernels: kernels)
        let form = Form(rows: 1, columns: 33)
        let (input, output) = (Matrix(rows: 1, columns: 33), form.unwritten(.float32))
        let lengths = Matrix(rows: 1, columns: 1)
        engine.normalize(input, factor: 1, epsilon: 0.5, into: output, lengths: lengths)
        #expect(output.values() == [Float](repeating: 0, count: 33))
        let (outputError, inputError) = (form.random(2, .float32), form.unwritten(.float32))
        engine.normalizeBackward(
            input, lengths: lengths, factor: 1, epsilon: 0.5, outputError: outputError,
            into: inputError)
        #expect(inputError.values() == outputError.values(as: Float.self).map { 2 * $0 })
    }
}
