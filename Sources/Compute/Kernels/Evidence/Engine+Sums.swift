extension Engine {
    /// The mean of all numbers, summed in double precision; read at once.
    package func mean(of matrix: Matrix) -> Double { kernels(for: matrix).mean(of: matrix) }

    /// Whether all numbers are finite; read at once.
    package func isFinite(_ matrix: Matrix) -> Bool {
        precondition(matrix.isContiguous)
        return kernels(for: matrix).isFinite(matrix)
    }

    /// Writes the mean of all numbers to where numbers are, for who reads it later: the same to the
    /// bit.
    ///
    /// - Shapes: `mean` [1, 1] of float64.
    public func mean(of matrix: Matrix, into mean: Matrix) {
        precondition(mean.count == 1, "one mean in \(mean.count) places")
        kernels(for: matrix).mean(of: matrix, into: mean)
    }

    /// How many rows have most evidence for their label; read at once.
    package func countCorrect(_ evidence: Matrix, labels: Matrix) -> Int {
        precondition(labels.count == evidence.rows)
        return kernels(for: evidence).countCorrect(evidence, labels: labels)
    }

    /// Adds how many rows have most evidence for their label to a count that is read later.
    ///
    /// - Shapes: `evidence` [N, C], `labels` [N, 1] of int32, `count` [1, 1] of float64.
    package func countCorrect(_ evidence: Matrix, labels: Matrix, addingTo count: Matrix) {
        precondition(labels.count == evidence.rows)
        precondition(count.count == 1, "one count in \(count.count) places")
        kernels(for: evidence).countCorrect(evidence, labels: labels, addingTo: count)
    }

    /// Adds to two counts that are read later: the pairs, of a row of the first half with its partner
    /// in the second, in which one certain row has more; and all pairs.
    ///
    /// - Parameters:
    ///   - firstHasMore: whether that is to be the first one's, or the second one's.
    ///   - counts: [1, 2] of float64.
    /// - Shapes: `numbers` [N, 1].
    package func countPairs(_ numbers: Matrix, firstHasMore: Bool, addingTo counts: Matrix) {
        precondition(numbers.isContiguous && counts.isContiguous && counts.count == 2)
        precondition(numbers.count % 2 == 0, "\(numbers.count) numbers do not make pairs")
        kernels(for: numbers).countPairs(
            numbers, firstHasMore: firstHasMore, addingTo: counts)
    }

    /// The share of columns without any number above 0: units that never fire on these rows.
    package func silentShare(of output: Matrix) -> Double {
        kernels(for: output).silentShare(of: output)
    }
}
