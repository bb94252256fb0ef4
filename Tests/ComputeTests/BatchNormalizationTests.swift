import Testing

@testable import OnwardCompute

@Suite("Normalization of channels over a batch")
struct BatchNormalizationTests {
    /// Rows, channels, positions: fewer and more of each than lanes that are worked on together,
    /// and some that are shared between two cores in parts of unequal size.
    private static let sizes = [
        (2, 1, 1), (7, 33, 1), (33, 7, 1), (300, 70, 1), (1, 3, 7), (3, 2, 33), (7, 33, 100),
    ]

    @Test("Every version agrees in training, forward and backward", arguments: sizes)
    func training(rows: Int, channels: Int, positions: Int) {
        let form = Form(rows: rows, columns: channels * positions)
        let gain = Form(rows: 1, columns: channels)
        expectAgreement(within: 2e-5) { engine, type in
            let (input, error) = (form.random(1, type, scale: 3), form.random(2, type))
            let (weight, bias) = (gain.random(3, type), gain.random(4, type))
            let (mean, variance) = (gain.random(5, type), gain.random(6, type))
            let (output, inputError) = (form.unwritten(type), form.unwritten(type))
            engine.normalizeBatch(
                input, weight: weight, bias: bias, runningMean: mean, runningVariance: variance,
                momentum: 0.1, epsilon: 0.01, isTraining: true, into: output)
            let errors = [nil, inputError].flatMap { inputError in
                let (weightError, biasError) = (gain.unwritten(type), gain.unwritten(type))
                engine.normalizeBatchBackward(
                    input, weight: weight, epsilon: 0.01, outputError: error,
                    weightError: weightError, biasError: biasError, into: inputError)
                return [weightError, biasError]
            }
            return [output, mean, variance] + errors + (rows * positions > 2 ? [inputError] : [])
        }
    }

    @Test("Every version agrees in evaluation, and leaves the running ones", arguments: sizes)
    func evaluation(rows: Int, channels: Int, positions: Int) {
        let form = Form(rows: rows, columns: channels * positions)
        let gain = Form(rows: 1, columns: channels)
        expectAgreement(within: 1e-5) { engine, type in
            let (mean, output) = (gain.random(5, type), form.unwritten(type))
            let variance = squares(gain.random(6, type))
            let before = [mean.numbers, variance.numbers]
            engine.normalizeBatch(
                form.random(1, type), weight: gain.random(3, type), bias: gain.random(4, type),
                runningMean: mean, runningVariance: variance, momentum: 0.1, epsilon: 0.5,
                isTraining: false, into: output)
            #expect([mean.numbers, variance.numbers] == before)
            return [output]
        }
    }

    private func squares(_ matrix: Matrix) -> Matrix {
        let values = matrix.numbers.map { $0 * $0 }
        return matrix.elementType == .float64
            ? Matrix(values, columns: matrix.columns)
            : Matrix(values.map { Float($0) }, columns: matrix.columns)
    }

    @Test("Channels become what one computes by hand", arguments: KernelForm.allCases)
    func byHand(kernels: KernelForm) {
        let engine = Engine(threads: 1, kernels: kernels)
        let (mean, variance) = (Matrix(rows: 1, columns: 2), Matrix([Float(1), 1], columns: 2))
        let output = Matrix(rows: 2, columns: 2)
        engine.normalizeBatch(
            Matrix([Float(1), 4, 9, 4], columns: 2), weight: Matrix([Float(2), 5], columns: 2),
            bias: Matrix([Float(0), -1], columns: 2), runningMean: mean,
            runningVariance: variance, momentum: 0.5, epsilon: 9, isTraining: true, into: output)
        // Mean 5 and variance 16 + 9: −4/5 and 4/5; the variance that runs is 32.
        #expect(output.deviation(from: Matrix([-1.6, -1, 1.6, -1], columns: 2)) < 1e-6)
        #expect(mean.values() == [Float(2.5), 2])
        #expect(variance.values() == [Float(16.5), 0.5])
    }

    @Test("A single flat sample has no spread and stops the program")
    func oneRow() async {
        await #expect(processExitsWith: .failure) {
            let row = Matrix(rows: 1, columns: 3)
            Engine(threads: 1).normalizeBatch(
                row, weight: row, bias: row, runningMean: row, runningVariance: row,
                momentum: 0.1, epsilon: 1e-5, isTraining: true, into: row)
        }
    }
}
