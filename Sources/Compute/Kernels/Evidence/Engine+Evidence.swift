extension Engine {
    /// Multiplies every row by what it counts.
    package func weigh(_ matrix: Matrix, by weights: RowWeights) {
        precondition(matrix.isContiguous)
        kernels(for: matrix).weigh(matrix, by: weights)
    }

    /// Writes each row's class with the most evidence; the lowest such class where several tie.
    ///
    /// - Shapes: `evidence` [N, C], `classes` [N, 1] of int32.
    package func strongestClass(of evidence: Matrix, into classes: Matrix) {
        precondition(classes.count == evidence.rows)
        kernels(for: evidence).strongestClass(of: evidence, into: classes)
    }
}
