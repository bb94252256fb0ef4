import CKernels

extension Engine {
    /// goodness[n] = factor · Σ over a row of x².
    ///
    /// - Shapes: `input` [N, M], `goodness` [N, 1].
    package func sumSquares(of input: Matrix, factor: Double, into goodness: Matrix) {
        precondition(input.isContiguous && goodness.count == input.rows)
        func formula<S: RealScalar>(_: S.Type) {
            let (x, g) = (input.reals(S.self), goodness.reals(S.self))
            for n in 0..<input.rows {
                g[n] = S(factor) * (0..<input.columns).reduce(S(0)) { $0 + x[n, $1] * x[n, $1] }
            }
        }
        if let scalar = formulaScalar(for: input) { return formula(scalar) }
        run(
            loops(input).goodness,
            onward_goodness(
                input: input.start, goodness: goodness.pointer(), columns: input.columns,
                factor: Float(factor)),
            over: input.rows, numbersEach: input.columns)
    }

    /// output[n] = slopes[n] · input[n], row by row.
    ///
    /// - Shapes: `input` and `output` [N, M], `slopes` [N, 1].
    package func scaleRows(of input: Matrix, by slopes: Matrix, into output: Matrix) {
        precondition(
            input.isContiguous && output.isContiguous && output.count == input.count
                && slopes.count == input.rows)
        func formula<S: RealScalar>(_: S.Type) {
            let (x, y) = (input.reals(S.self), output.reals(S.self))
            let slope = slopes.reals(S.self)
            for n in 0..<input.rows {
                for m in 0..<input.columns { y[n, m] = slope[n] * x[n, m] }
            }
        }
        if let scalar = formulaScalar(for: input) { return formula(scalar) }
        run(
            loops(input, output).scale_rows,
            onward_scale_rows(
                input: input.start, slope: slopes.pointer(), output: output.start,
                columns: input.columns),
            over: input.rows, numbersEach: input.columns)
    }

    /// Replaces each number by what `change` makes of its place and value; for a number per
    /// sample, not for whole activations.
    package func map(_ numbers: Matrix, _ change: (_ index: Int, _ value: Double) -> Double) {
        precondition(numbers.isContiguous)
        func apply<S: RealScalar>(_: S.Type) {
            let values = numbers.pointer(to: S.self)
            for index in 0..<numbers.count {
                values[index] = S(change(index, Double(values[index])))
            }
        }
        numbers.elementType == .float64 ? apply(Double.self) : apply(Float.self)
    }

    /// The same for pairs: a number of the first half with its partner in the second.
    package func mapPairs(
        _ numbers: Matrix, _ change: (_ first: Double, _ second: Double) -> (Double, Double)
    ) {
        precondition(numbers.count % 2 == 0, "\(numbers.count) numbers do not make pairs")
        let half = numbers.count / 2
        func apply<S: RealScalar>(_: S.Type) {
            let values = numbers.pointer(to: S.self)
            for index in 0..<half {
                let (first, second) = change(Double(values[index]), Double(values[index + half]))
                values[index] = S(first)
                values[index + half] = S(second)
            }
        }
        numbers.elementType == .float64 ? apply(Double.self) : apply(Float.self)
    }
}
