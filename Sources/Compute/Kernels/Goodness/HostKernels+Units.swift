extension HostKernels {
    /// - Parameter sums: of each unit's activity over the rows; becomes the excess.
    package func comparePeers(
        sums: Matrix, rows: Int, means: Matrix, keeping kept: Double, scale: Double
    ) {
        let (mean, result) = (means.reals(Double.self), sums.reals(Double.self))
        var total = 0.0
        for m in 0..<means.count {
            mean[m] = kept * mean[m] + (1 - kept) * (result[m] / Double(rows))
            total += mean[m]
        }
        for m in 0..<means.count {
            result[m] = scale * (mean[m] - total / Double(means.count))
        }
    }
}
