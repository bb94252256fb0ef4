import OnwardCompute

/// What is known of one batch of samples that were shown to a network; views of an examiner's room,
/// good until it shows the next ones.
struct Examination {
    /// The first sample's number.
    let first: Int
    /// [N, 1]
    let labels: Matrix
    /// Each block's evidence [N, C]; none where only the reader was asked.
    let blocks: [Matrix]
    /// Over the blocks that have a say [N, C].
    let sum: Matrix
    /// The reader's evidence [N, C]; nil where it was not asked.
    let reader: Matrix?

    /// The evidence that decides in a mode.
    func evidence(_ mode: PredictionMode) -> Matrix {
        switch mode {
        case .sum: sum
        case .lastBlock: blocks[blocks.count - 1]
        case .onePass: reader ?? sum
        }
    }
}
