extension Engine {
    /// Cross-entropy of softmax(evidence) against the labels, and its gradient:
    ///
    ///     P = softmax(evidence)     loss[n] = −log P[n, label]     error = (P − Y) / N
    ///
    /// - Shapes: `evidence` and `error` [N, C], `labels` [N, 1] of int32, `losses` [N, 1],
    ///   `mean` [1, 1] of float64: the mean loss over the rows.
    public func crossEntropy(
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
        precondition(
            evidence.isContiguous && error.isContiguous && error.count == evidence.count
                && labels.count == evidence.rows && losses.count == evidence.rows)
        kernels(for: evidence).crossEntropy(
            of: evidence, labels: labels, error: error, losses: losses)
    }
}
