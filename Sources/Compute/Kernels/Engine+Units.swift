extension Engine {
    /// Moves the units' running means towards a batch's, and says how far each lies above the
    /// others:
    ///
    ///     mean[m] ← kept · mean[m] + (1 − kept) · Σ over rows of activity[n, m] / N
    ///     excess[m] = scale · (mean[m] − Σ mean / M)
    ///
    /// - Shapes: `activity` [N, M], `means` and `excess` [1, M].
    package func comparePeers(
        _ activity: Matrix, means: Matrix, keeping kept: Double, scale: Double,
        into excess: Matrix
    ) {
        precondition(means.count == activity.columns && excess.count == activity.columns)
        sumColumns(of: activity, into: excess)
        func compare<S: RealScalar>(_: S.Type) {
            let (mean, result) = (means.pointer(to: S.self), excess.pointer(to: S.self))
            var total = 0.0
            for m in 0..<means.count {
                let fresh = Double(result[m]) / Double(activity.rows)
                mean[m] = S(kept * Double(mean[m]) + (1 - kept) * fresh)
                total += Double(mean[m])
            }
            for m in 0..<means.count {
                result[m] = S(scale * (Double(mean[m]) - total / Double(means.count)))
            }
        }
        activity.elementType == .float64 ? compare(Double.self) : compare(Float.self)
    }

    /// matrix[n, m] += row[m].
    ///
    /// - Shapes: `row` [1, M], `matrix` [N, M].
    package func add(row: Matrix, toRowsOf matrix: Matrix) {
        for n in 0..<matrix.rows { add(row, to: matrix.rows(n..<n + 1)) }
    }
}
