import CKernels

extension Engine {
    /// Rounds every number to one of a few levels between 0 and its row's largest number:
    ///
    ///     output = ⌊x / max · (levels − 1) + ½⌋ / (levels − 1) · max        0 where x ≤ 0
    ///
    /// - Shapes: `input` and `output` [N, M].
    package func quantize(_ input: Matrix, levels: Int, into output: Matrix) {
        precondition(input.isContiguous && output.isContiguous && output.count == input.count)
        func formula<S: RealScalar>(_: S.Type) {
            let (x, y) = (input.reals(S.self), output.reals(S.self))
            for n in 0..<input.rows {
                // Turned round so that a number that is none spreads instead of hiding.
                let largest = (0..<input.columns).reduce(S(0)) {
                    x[n, $1] <= $0 ? $0 : x[n, $1]
                }
                for m in 0..<input.columns {
                    let level = (x[n, m] / largest * S(levels - 1) + 0.5).rounded(.down)
                    y[n, m] = x[n, m] <= 0 ? 0 : level / S(levels - 1) * largest
                }
            }
        }
        if let scalar = formulaScalar(for: input) { return formula(scalar) }
        run(
            loops(input, output).quantize,
            onward_quantize(
                input: input.start, output: output.start, columns: input.columns,
                steps: Float(levels - 1)),
            over: input.rows, numbersEach: input.columns)
    }
}
