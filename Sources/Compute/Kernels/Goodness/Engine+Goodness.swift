extension Engine {
    /// goodness[n] = factor · Σ over a row of x².
    ///
    /// - Shapes: `input` [N, M], `goodness` [N, 1].
    public func sumSquares(of input: Matrix, factor: Double, into goodness: Matrix) {
        precondition(input.isContiguous && goodness.count == input.rows)
        kernels(for: input).sumSquares(of: input, factor: factor, into: goodness)
    }

    /// output[n] = slopes[n] · input[n], row by row.
    ///
    /// - Shapes: `input` and `output` [N, M], `slopes` [N, 1].
    public func scaleRows(of input: Matrix, by slopes: Matrix, into output: Matrix) {
        precondition(
            input.isContiguous && output.isContiguous && output.count == input.count
                && slopes.count == input.rows)
        kernels(for: input).scaleRows(of: input, by: slopes, into: output)
    }
}
