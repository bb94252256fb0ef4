import OnwardCompute

/// What a block sees of a batch.
struct Signal {
    /// [N, numbers per sample]; where rows share samples, the shared part of each sample, once.
    let matrix: Matrix
    /// The rows, where they share samples.
    let shared: SharedRows?

    init(_ matrix: Matrix) {
        self.matrix = matrix
        shared = nil
    }

    init(_ shared: SharedRows) {
        matrix = shared.samples
        self.shared = shared
    }

    /// N, the rows that the block's output has.
    var rows: Int { shared?.rows ?? matrix.rows }
}
