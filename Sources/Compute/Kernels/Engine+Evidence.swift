extension Engine {
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

    /// How many rows have most evidence for their label; read at once.
    package func countCorrect(_ evidence: Matrix, labels: Matrix) -> Int {
        let truth = labels.pointer(to: Int32.self)
        var correct = 0
        for row in 0..<evidence.rows
        where strongestClass(of: evidence, row: row) == truth[row] { correct += 1 }
        return correct
    }

    /// Adds how many rows have most evidence for their label to a count that is read later.
    ///
    /// - Shapes: `evidence` [N, C], `labels` [N, 1] of int32, `count` [1, 1] of float64.
    package func countCorrect(_ evidence: Matrix, labels: Matrix, addingTo count: Matrix) {
        precondition(count.count == 1, "one count in \(count.count) places")
        count.pointer(to: Double.self)[0] += Double(countCorrect(evidence, labels: labels))
    }

    private func strongestClass(of evidence: Matrix, row: Int) -> Int32 {
        let g = evidence.elements(Float.self)
        var best = 0
        for c in 1..<max(evidence.columns, 1) where g[row, c] > g[row, best] { best = c }
        return Int32(best)
    }
}
