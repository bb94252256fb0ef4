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
        kernels(for: input).normalizeBatch(
            input, weight: weight, bias: bias, runningMean: runningMean,
            runningVariance: runningVariance, momentum: momentum, epsilon: epsilon,
            isTraining: isTraining, into: output)
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
        precondition(input.isContiguous && outputError.isContiguous)
        precondition(weightError.count == weight.count && biasError.count == weight.count)
        precondition(inputError.map { $0.isContiguous && $0.count == input.count } ?? true)
        kernels(for: input).normalizeBatchBackward(
            input, weight: weight, epsilon: epsilon, outputError: outputError,
            weightError: weightError, biasError: biasError, into: inputError)
    }
}
