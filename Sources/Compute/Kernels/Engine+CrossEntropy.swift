import CKernels

extension Engine {
    /// Cross-entropy of softmax(evidence) against the labels, and its gradient:
    ///
    ///     P = softmax(evidence)     loss[n] = −log P[n, label]     error = (P − Y) / N
    ///
    /// - Shapes: `evidence` and `error` [N, C], `labels` [N, 1] of int32, `losses` [N, 1].
    /// - Returns: the mean loss over the rows.
    package func crossEntropy(
        of evidence: Matrix, labels: Matrix, error: Matrix, losses: Matrix
    ) -> Double {
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
        if let scalar = formulaScalar(for: evidence) {
            formula(scalar)
        } else {
            run(
                table.cross_entropy,
                onward_cross_entropy(
                    evidence: evidence.pointer(), labels: labels.pointer(), error: error.pointer(),
                    loss: losses.pointer(), classes: classes, scale: 1 / Float(rows)),
                over: rows, numbersEach: 8 * classes)
        }
        return mean(of: losses)
    }

    /// The mean of all numbers, summed in double precision.
    package func mean(of matrix: Matrix) -> Double {
        var sum = 0.0
        if matrix.elementType == .float64 {
            for index in 0..<matrix.count { sum += matrix.pointer(to: Double.self)[index] }
        } else {
            for index in 0..<matrix.count { sum += Double(matrix.pointer(to: Float.self)[index]) }
        }
        return sum / Double(max(matrix.count, 1))
    }

    /// Writes each row's class with the most evidence; the lowest such class where several tie.
    ///
    /// - Shapes: `evidence` [N, C], `classes` [N, 1] of int32.
    package func strongestClass(of evidence: Matrix, into classes: Matrix) {
        let result = classes.pointer(to: Int32.self)
        for row in 0..<evidence.rows { result[row] = strongestClass(of: evidence, row: row) }
    }

    /// Writes the share that softmax gives each row's strongest class: 1 / Σ exp(evidence − largest).
    ///
    /// - Shapes: `evidence` [N, C], `shares` [N, 1].
    package func confidence(of evidence: Matrix, into shares: Matrix) {
        let (g, share) = (evidence.elements(Float.self), shares.pointer(to: Float.self))
        for row in 0..<evidence.rows {
            let top = g[row, Int(strongestClass(of: evidence, row: row))]
            var total: Float = 0
            for c in 0..<evidence.columns { total += (g[row, c] - top).exponential }
            share[row] = 1 / total
        }
    }

    /// How many rows have most evidence for their label.
    package func countCorrect(_ evidence: Matrix, labels: Matrix) -> Int {
        let truth = labels.pointer(to: Int32.self)
        var correct = 0
        for row in 0..<evidence.rows
        where strongestClass(of: evidence, row: row) == truth[row] { correct += 1 }
        return correct
    }

    private func strongestClass(of evidence: Matrix, row: Int) -> Int32 {
        let g = evidence.elements(Float.self)
        var best = 0
        for c in 1..<max(evidence.columns, 1) where g[row, c] > g[row, best] { best = c }
        return Int32(best)
    }
}
