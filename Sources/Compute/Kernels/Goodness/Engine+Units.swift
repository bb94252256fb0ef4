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
        kernels(for: activity).comparePeers(
            sums: excess, rows: activity.rows, means: means, keeping: kept, scale: scale)
    }

    /// The bias's gradient: sum[m] = Σ over rows of matrix[n, m].
    ///
    /// - Shapes: `matrix` [N, M], `sum` [1, M].
    public func sumColumns(of matrix: Matrix, into sum: Matrix) {
        precondition(matrix.isContiguous && sum.count == matrix.columns)
        kernels(for: matrix).sumColumns(of: matrix, into: sum)
    }

    /// matrix[n, m] += row[m].
    ///
    /// - Shapes: `row` [1, M], `matrix` [N, M].
    package func add(row: Matrix, toRowsOf matrix: Matrix) {
        for n in 0..<matrix.rows { add(row, to: matrix.rows(n..<n + 1)) }
    }
}
