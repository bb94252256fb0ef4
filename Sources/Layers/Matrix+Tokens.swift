import OnwardCompute

extension Matrix {
    /// The tokens of all samples, one to a row: [N, T·width] as [N·T, width].
    func tokens(of width: Int) -> Matrix { reshaped(rows: count / width, columns: width) }
}
