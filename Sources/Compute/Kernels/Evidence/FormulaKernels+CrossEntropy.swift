extension FormulaKernels {
    func crossEntropy(of evidence: Matrix, labels: Matrix, error: Matrix, losses: Matrix) {
        let (rows, classes) = (evidence.rows, evidence.columns)
        let (g, e) = (evidence.reals(Real.self), error.reals(Real.self))
        let (y, loss) = (labels.pointer(to: Int32.self), losses.reals(Real.self))
        for n in 0..<rows {
            let top = (0..<classes).map { g[n, $0] }.max() ?? 0
            let total = (0..<classes).reduce(Real(0)) { $0 + (g[n, $1] - top).exponential }
            for c in 0..<classes {
                let truth: Real = Int(y[n]) == c ? 1 : 0
                e[n, c] = ((g[n, c] - top).exponential / total - truth) / Real(rows)
            }
            loss[n] = total.logarithm + (top - g[n, Int(y[n])])
        }
    }
}
