extension Engine {
    /// Normalizes every row: output = weight · (x − mean) / √(variance + ε) + bias.
    ///
    /// - Shapes: `input` and `output` [N, M], `weight` and `bias` [M], `statistics` [N, 2]: each
    ///   row's mean and 1 / √(variance + ε).
    package func normalizeRows(
        _ input: Matrix, weight: Matrix, bias: Matrix, epsilon: Double, into output: Matrix,
        statistics: Matrix
    ) {
        precondition(input.isContiguous && output.isContiguous && output.count == input.count)
        precondition(weight.count == input.columns && bias.count == input.columns)
        precondition(statistics.isContiguous && statistics.count == 2 * input.rows)
        kernels(for: input).normalizeRows(
            input, weight: weight, bias: bias, epsilon: epsilon, into: output,
            statistics: statistics)
    }

    /// The error of `normalizeRows`' input. With g = outputError · weight, x̂ = (x − mean) · share
    /// and means over the row:
    ///
    ///     inputError = share · (g − mean(g) − x̂ · mean(g · x̂))
    package func normalizeRowsBackward(
        _ input: Matrix, weight: Matrix, statistics: Matrix, outputError: Matrix,
        into inputError: Matrix
    ) {
        precondition(input.isContiguous && outputError.isContiguous && inputError.isContiguous)
        precondition(weight.count == input.columns && inputError.count == input.count)
        kernels(for: input).normalizeRowsBackward(
            input, weight: weight, statistics: statistics, outputError: outputError,
            into: inputError)
    }

    /// The errors of `normalizeRows`' weight and bias, sums over all rows:
    ///
    ///     weightError = Σ outputError · x̂        biasError = Σ outputError
    package func normalizeRowsGain(
        _ input: Matrix, statistics: Matrix, outputError: Matrix, weightError: Matrix,
        biasError: Matrix
    ) {
        precondition(input.isContiguous && outputError.isContiguous)
        precondition(weightError.count == input.columns && biasError.count == input.columns)
        kernels(for: input).normalizeRowsGain(
            input, statistics: statistics, outputError: outputError, weightError: weightError,
            biasError: biasError)
    }
}
