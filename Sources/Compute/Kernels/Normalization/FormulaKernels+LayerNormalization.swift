extension FormulaKernels {
    func normalizeRows(
        _ input: Matrix, weight: Matrix, bias: Matrix, epsilon: Double, into output: Matrix,
        statistics: Matrix
    ) {
        let (x, y) = (input.reals(Real.self), output.reals(Real.self))
        let (w, b) = (weight.reals(Real.self), bias.reals(Real.self))
        let kept = statistics.reals(Real.self)
        let (columns, count) = (0..<input.columns, Real(input.columns))
        for n in 0..<input.rows {
            let mean = columns.reduce(0) { $0 + x[n, $1] } / count
            let variance =
                columns.reduce(0) { $0 + (x[n, $1] - mean) * (x[n, $1] - mean) } / count
            let share = 1 / (variance + Real(epsilon)).squareRoot()
            for m in columns { y[n, m] = w[m] * (x[n, m] - mean) * share + b[m] }
            (kept[n, 0], kept[n, 1]) = (mean, share)
        }
    }

    func normalizeRowsBackward(
        _ input: Matrix, weight: Matrix, statistics: Matrix, outputError: Matrix,
        into inputError: Matrix
    ) {
        let (x, e) = (input.reals(Real.self), outputError.reals(Real.self))
        let (w, kept) = (weight.reals(Real.self), statistics.reals(Real.self))
        let (result, count) = (inputError.reals(Real.self), Real(input.columns))
        for n in 0..<input.rows {
            let (mean, share) = (kept[n, 0], kept[n, 1])
            var (level, along): (Real, Real) = (0, 0)
            for m in 0..<input.columns {
                level += e[n, m] * w[m] / count
                along += e[n, m] * w[m] * (x[n, m] - mean) * share / count
            }
            for m in 0..<input.columns {
                let pull = (x[n, m] - mean) * share * along
                result[n, m] = share * (e[n, m] * w[m] - level - pull)
            }
        }
    }

    func normalizeRowsGain(
        _ input: Matrix, statistics: Matrix, outputError: Matrix, weightError: Matrix,
        biasError: Matrix
    ) {
        let (x, e) = (input.reals(Real.self), outputError.reals(Real.self))
        let (g, b) = (weightError.reals(Real.self), biasError.reals(Real.self))
        let kept = statistics.reals(Real.self)
        for m in 0..<input.columns {
            var (along, level): (Real, Real) = (0, 0)
            for n in 0..<input.rows {
                along += e[n, m] * (x[n, m] - kept[n, 0]) * kept[n, 1]
                level += e[n, m]
            }
            (g[m], b[m]) = (along, level)
        }
    }
}
