import CKernels

extension Engine {
    /// Normalizes every channel over the batch and all positions of a sample:
    ///
    ///     output = weight · (x − mean) / √(variance + ε) + bias
    ///
    /// In training mean and variance are the batch's own, and move the running ones; otherwise
    /// they are the running ones, which stay:
    ///
    ///     running ← running + momentum · (batch's − running)      the variance divided by m − 1
    ///
    /// - Shapes: `input` and `output` [N, C·P], all others [C]; m = N·P, at least 2 in training.
    package func normalizeBatch(
        _ input: Matrix, weight: Matrix, bias: Matrix, runningMean: Matrix,
        runningVariance: Matrix, momentum: Double, epsilon: Double, isTraining: Bool,
        into output: Matrix
    ) {
        let (channels, positions) = (weight.count, input.columns / weight.count)
        precondition(input.isContiguous && output.isContiguous && output.count == input.count)
        precondition(input.columns == channels * positions && bias.count == channels)
        precondition(runningMean.count == channels && runningVariance.count == channels)
        precondition(
            !isTraining || input.rows * positions >= 2,
            "one number per channel has no spread to divide by: \(input.rows) × \(positions)")
        guard input.elementType != .bfloat16 else {
            return writing(output, room: 4) {
                normalizeBatch(
                    reading(input, as: .float32, room: 0), weight: weight, bias: bias,
                    runningMean: runningMean, runningVariance: runningVariance,
                    momentum: momentum, epsilon: epsilon, isTraining: isTraining, into: $0)
            }
        }
        func formula<S: RealScalar>(_: S.Type) {
            let (x, y) = (input.reals(S.self), output.reals(S.self))
            let (w, b) = (weight.reals(S.self), bias.reals(S.self))
            let (means, variances) = (
                runningMean.reals(S.self), runningVariance.reals(S.self)
            )
            let count = S(input.rows * positions)
            for c in 0..<channels {
                var (mean, variance) = (means[c], variances[c])
                if isTraining {
                    (mean, variance) = moments(x, c * positions..<(c + 1) * positions, input.rows)
                    means[c] += S(momentum) * (mean - means[c])
                    variances[c] += S(momentum) * (variance * count / (count - 1) - variances[c])
                }
                let share = 1 / (variance + S(epsilon)).squareRoot()
                for n in 0..<input.rows {
                    for m in c * positions..<(c + 1) * positions {
                        y[n, m] = w[c] * (x[n, m] - mean) * share + b[c]
                    }
                }
            }
        }
        if let scalar = formulaScalar(for: input) { return formula(scalar) }
        run(
            table.batch_norm,
            onward_batch_norm(
                input: input.pointer(), weight: weight.pointer(), bias: bias.pointer(),
                running_mean: runningMean.pointer(), running_variance: runningVariance.pointer(),
                output: output.pointer(), rows: input.rows, channels: channels,
                positions: positions, momentum: Float(momentum), epsilon: Float(epsilon),
                training: isTraining),
            over: channels, numbersEach: input.rows * positions)
    }

    /// The errors of `normalizeBatch`'s input, weight and bias in training. The statistics are
    /// computed again. With x̂ = (x − mean) / √(variance + ε):
    ///
    ///     weightError = Σ outputError · x̂        biasError = Σ outputError
    ///     inputError = weight / √(variance + ε)
    ///                  · (outputError − biasError / m − x̂ · weightError / m)
    package func normalizeBatchBackward(
        _ input: Matrix, weight: Matrix, epsilon: Double, outputError: Matrix, weightError: Matrix,
        biasError: Matrix, into inputError: Matrix?
    ) {
        let (channels, positions) = (weight.count, input.columns / weight.count)
        precondition(input.isContiguous && outputError.isContiguous)
        precondition(weightError.count == channels && biasError.count == channels)
        precondition(inputError.map { $0.isContiguous && $0.count == input.count } ?? true)
        guard input.elementType != .bfloat16 else {
            let (input, outputError) = (
                reading(input, as: .float32, room: 0), reading(outputError, as: .float32, room: 1)
            )
            func back(_ inputError: Matrix?) {
                normalizeBatchBackward(
                    input, weight: weight, epsilon: epsilon, outputError: outputError,
                    weightError: weightError, biasError: biasError, into: inputError)
            }
            return inputError.map { writing($0, room: 4, back) } ?? back(nil)
        }
        func formula<S: RealScalar>(_: S.Type) {
            let (x, e) = (input.reals(S.self), outputError.reals(S.self))
            let (w, count) = (weight.reals(S.self), S(input.rows * positions))
            for c in 0..<channels {
                let range = c * positions..<(c + 1) * positions
                let (mean, variance) = moments(x, range, input.rows)
                let share = 1 / (variance + S(epsilon)).squareRoot()
                var (along, level): (S, S) = (0, 0)
                for n in 0..<input.rows {
                    for m in range {
                        along += e[n, m] * (x[n, m] - mean) * share
                        level += e[n, m]
                    }
                }
                weightError.reals(S.self)[c] = along
                biasError.reals(S.self)[c] = level
                guard let result = inputError?.reals(S.self) else { continue }
                for n in 0..<input.rows {
                    for m in range {
                        let pull = (x[n, m] - mean) * share * along / count
                        result[n, m] = w[c] * share * (e[n, m] - level / count - pull)
                    }
                }
            }
        }
        if let scalar = formulaScalar(for: input) { return formula(scalar) }
        run(
            table.batch_norm_back,
            onward_batch_norm_back(
                input: input.pointer(), weight: weight.pointer(),
                output_error: outputError.pointer(), weight_error: weightError.pointer(),
                bias_error: biasError.pointer(), input_error: inputError?.pointer(),
                rows: input.rows, channels: channels, positions: positions,
                epsilon: Float(epsilon)),
            over: channels, numbersEach: input.rows * positions)
    }

    /// Mean and variance, divided by the number of values, of some columns.
    private func moments<S: RealScalar>(
        _ x: Reals<S>, _ columns: Range<Int>, _ rows: Int
    ) -> (mean: S, variance: S) {
        let count = S(rows * columns.count)
        var (mean, variance): (S, S) = (0, 0)
        for n in 0..<rows { for m in columns { mean += x[n, m] / count } }
        for n in 0..<rows {
            for m in columns { variance += (x[n, m] - mean) * (x[n, m] - mean) / count }
        }
        return (mean, variance)
    }
}
