import CKernels

extension Engine {
    /// Cross-entropy of softmax(evidence) against the labels, and its gradient:
    ///
    ///     P = softmax(evidence)     loss[n] = −log P[n, label]     error = (P − Y) / N
    ///
    /// - Shapes: `evidence` and `error` [N, C], `labels` [N, 1] of int32, `losses` [N, 1],
    ///   `mean` [1, 1] of float64: the mean loss over the rows.
    package func crossEntropy(
        of evidence: Matrix, labels: Matrix, error: Matrix, losses: Matrix, mean: Matrix
    ) {
        writeCrossEntropy(of: evidence, labels: labels, error: error, losses: losses)
        self.mean(of: losses, into: mean)
    }

    /// The same for who wants to know the mean loss at once.
    package func crossEntropy(
        of evidence: Matrix, labels: Matrix, error: Matrix, losses: Matrix
    ) -> Double {
        writeCrossEntropy(of: evidence, labels: labels, error: error, losses: losses)
        return mean(of: losses)
    }

    private func writeCrossEntropy(
        of evidence: Matrix, labels: Matrix, error: Matrix, losses: Matrix
    ) {
        let (rows, classes) = (evidence.rows, evidence.columns)
        precondition(
            evidence.isContiguous && error.isContiguous && error.count == evidence.count
                && labels.count == rows && losses.count == rows)
        func formula<S: RealScalar>(_: S.Type) {
            let (g, e) = (evidence.reals(S.self), error.reals(S.self))
            let (y, loss) = (labels.pointer(to: Int32.self), losses.reals(S.self))
            for n in 0..<rows {
                let top = (0..<classes).map { g[n, $0] }.max() ?? 0
                let total = (0..<classes).reduce(S(0)) { $0 + (g[n, $1] - top).exponential }
                for c in 0..<classes {
                    let truth: S = Int(y[n]) == c ? 1 : 0
                    e[n, c] = ((g[n, c] - top).exponential / total - truth) / S(rows)
                }
                loss[n] = total.logarithm + (top - g[n, Int(y[n])])
            }
        }
        if let scalar = formulaScalar(for: evidence) { return formula(scalar) }
        run(
            table.cross_entropy,
            onward_cross_entropy(
                evidence: evidence.pointer(), labels: labels.pointer(), error: error.pointer(),
                loss: losses.pointer(), classes: classes, scale: 1 / Float(rows)),
            over: rows, numbersEach: 8 * classes)
    }
}
