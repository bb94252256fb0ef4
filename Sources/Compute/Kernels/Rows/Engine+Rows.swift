extension Engine {
    /// Collects rows: output[n] = scale · source[order[n]].
    ///
    /// - Shapes: `source` [S, M] of uint8, float32 or the output's type, `order` [N, 1] of int32,
    ///   `output` [N, M].
    package func gather(
        _ source: Matrix, order: Matrix, scale: Float = 1, into output: Matrix
    ) {
        precondition(source.isContiguous && output.isContiguous && order.count == output.rows)
        precondition(source.columns == output.columns)
        precondition(
            source.elementType != .bfloat16 || output.elementType == .bfloat16,
            "rows of bfloat16 cannot be gathered into \(output.elementType)")
        kernels(for: output).gather(source, order: order, scale: scale, into: output)
    }

    /// Collects rows and fills in the zeros: output[n] = source[order[n]].
    ///
    /// - Shapes: `order` [N, 1] of int32, `output` [N, source.columns].
    package func gather(_ source: SparseRows, order: Matrix, into output: Matrix) {
        precondition(
            output.isContiguous && output.columns == source.columns && order.count == output.rows,
            "\(order.count) rows of \(source.columns) for [\(output.rows), \(output.columns)]")
        kernels(for: output).gather(source, order: order, into: output)
    }

    /// Collects int32 numbers: output[n] = source[order[n]]. `output` may be `order` itself.
    package func gather(labels source: Matrix, order: Matrix, into output: Matrix) {
        precondition(order.count == output.count)
        kernels.gather(labels: source, order: order, into: output)
    }

    /// output = input with the share `rate` of its numbers, drawn by `random`, set to zero and
    /// the others divided by 1 − rate. The same source draws the same numbers again.
    package func drop(_ input: Matrix, rate: Double, random: RandomSource, into output: Matrix) {
        precondition(input.isContiguous && output.isContiguous && output.count == input.count)
        kernels(for: input).drop(input, rate: rate, random: random, into: output)
    }

    /// Rounds every number to one of a few levels between 0 and its row's largest number:
    ///
    ///     output = ⌊x / max · (levels − 1) + ½⌋ / (levels − 1) · max        0 where x ≤ 0
    ///
    /// - Shapes: `input` and `output` [N, M].
    package func quantize(_ input: Matrix, levels: Int, into output: Matrix) {
        precondition(input.isContiguous && output.isContiguous && output.count == input.count)
        kernels(for: input).quantize(input, levels: levels, into: output)
    }

    /// total += scale · matrix, which is float32 where the total is bfloat16. Both lie alike: row by
    /// row or column by column.
    public func add(_ matrix: Matrix, times scale: Float = 1, to total: Matrix) {
        let (matrix, total) = (matrix.asStored, total.asStored)
        precondition(matrix.isContiguous && total.isContiguous && matrix.count == total.count)
        kernels(for: matrix).add(matrix, times: scale, to: total)
    }
}
