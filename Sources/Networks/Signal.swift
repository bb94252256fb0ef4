import OnwardCompute

/// What a block sees of a batch.
public struct Signal {
    /// [N, numbers per sample]; where rows share samples, the shared part of each sample, once.
    package let matrix: Matrix
    /// The rows, where they share samples.
    package let shared: SharedRows?

    package init(_ matrix: Matrix) {
        self.matrix = matrix
        shared = nil
    }

    package init(_ shared: SharedRows) {
        matrix = shared.samples
        self.shared = shared
    }

    /// N, the rows that the block's output has.
    package var rows: Int { shared?.rows ?? matrix.rows }
}
