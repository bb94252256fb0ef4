import OnwardCompute

/// What is known of one batch of samples that were shown to a network; views of an examiner's room,
/// good until it shows the next ones.
package struct Examination {
    /// The first sample's number.
    package let first: Int
    /// [N, 1]
    package let labels: Matrix
    /// Each block's evidence [N, C], or that of the last one alone; none where only the reader was
    /// asked, or samples left early.
    let blocks: [Matrix]
    /// Over the blocks that have a say [N, C].
    let sum: Matrix
    /// The reader's evidence [N, C]; nil where it was not asked.
    let reader: Matrix?
    /// Where samples left early: how many blocks each was run through.
    let blocksUsed: [Int]?

    init(first: Int, labels: Matrix, blocks: [Matrix], sum: Matrix, reader: Matrix?) {
        self.first = first
        self.labels = labels
        self.blocks = blocks
        self.sum = sum
        self.reader = reader
        blocksUsed = nil
    }

    /// - Parameter early: what decided over each sample when it left.
    init(first: Int, labels: Matrix, early: (evidence: Matrix, blocks: [Int])) {
        self.first = first
        self.labels = labels
        blocks = []
        sum = early.evidence
        reader = nil
        blocksUsed = early.blocks
    }

    /// The evidence that decides in a mode.
    package func evidence(_ mode: PredictionMode) -> Matrix {
        switch mode {
        case .sum: sum
        case .lastBlock: blocks.last ?? sum
        case .onePass: reader ?? sum
        }
    }
}
