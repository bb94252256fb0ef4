extension Engine {
    /// Divides every row by its length: length = √(factor · Σ x²) + ε, output = x / length.
    ///
    /// - Shapes: `input` and `output` [N, M], `lengths` [N, 1]. The output may be columns of a wider
    ///   matrix, and stored in another type.
    package func normalize(
        _ input: Matrix, factor: Double, epsilon: Double, into output: Matrix, lengths: Matrix
    ) {
        precondition(
            input.isContiguous && output.columnStride == 1 && output.rows == input.rows
                && output.columns == input.columns)
        kernels(for: output).normalize(
            input, factor: factor, epsilon: epsilon, into: output, lengths: lengths)
    }

    /// The error of `normalize`'s input. With r = √(factor · Σ x²) and length = r + ε:
    ///
    ///     inputError = outputError / length − x · factor · (Σ outputError · x) / (r · length²)
    ///
    /// A row of zeros has no direction, so only the first term counts there.
    package func normalizeBackward(
        _ input: Matrix, lengths: Matrix, factor: Double, epsilon: Double, outputError: Matrix,
        into inputError: Matrix
    ) {
        precondition(input.isContiguous && outputError.isContiguous && inputError.isContiguous)
        kernels(for: input).normalizeBackward(
            input, lengths: lengths, factor: factor, epsilon: epsilon, outputError: outputError,
            into: inputError)
    }
}
