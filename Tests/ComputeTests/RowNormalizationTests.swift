import Testing

@testable import OnwardCompute

@Suite("Normalization of rows to mean 0 and variance 1")
struct RowNormalizationTests {
    @Test(
        "Every version agrees, forward and backward",
        // With one column the variance is 0, and what is left of it is rounding.
        arguments: Form.all.filter { $0.columns > 1 },
        [(1, 1e-5), (1000, 1e-5), (1, 0.5)] as [(Float, Double)])
    func agreement(form: Form, setting: (scale: Float, epsilon: Double)) {
        expectAgreement(within: 2e-5) { engine, type in
            let input = form.random(1, type, scale: setting.scale)
            let (output, inputError) = (form.unwritten(type), form.unwritten(type))
            let error = form.random(2, type)
            let gain = Form(rows: 1, columns: form.columns)
            let (weight, bias) = (gain.random(3, type), gain.random(4, type))
            let (weightError, biasError) = (gain.unwritten(type), gain.unwritten(type))
            let statistics = Form(rows: form.rows, columns: 2).unwritten(type)
            engine.normalizeRows(
                input, weight: weight, bias: bias, epsilon: setting.epsilon, into: output,
                statistics: statistics)
            engine.normalizeRowsBackward(
                input, weight: weight, statistics: statistics, outputError: error,
                into: inputError)
            engine.normalizeRowsGain(
                input, statistics: statistics, outputError: error, weightError: weightError,
                biasError: biasError)
            return [output, statistics, inputError, weightError, biasError]
        }
    }

    @Test("Rows become what one computes by hand", arguments: KernelForm.allCases)
    func byHand(kernels: KernelForm) {
        let (output, statistics) = (Matrix(rows: 2, columns: 2), Matrix(rows: 2, columns: 2))
        Engine(threads: 1, kernels: kernels).normalizeRows(
            Matrix([Float(1), 9, 4, 4], columns: 2), weight: Matrix([Float(2), 5], columns: 2),
            bias: Matrix([Float(0), -1], columns: 2), epsilon: 9, into: output,
            statistics: statistics)
        // Mean 5 and variance 16 + 9: −4/5 and 4/5. Equal numbers are their mean.
        #expect(output.deviation(from: Matrix([-1.6, 3, 0, -1], columns: 2)) < 1e-6)
        #expect(statistics.deviation(from: Matrix([5, 0.2, 4, 1.0 / 3], columns: 2)) < 1e-6)
    }
}
