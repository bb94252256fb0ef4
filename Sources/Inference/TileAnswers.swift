import OnwardCompute

/// What a network said about a tile of samples: views of an answering room, good until that is asked
/// again.
package struct TileAnswers {
    /// The first sample's number.
    package let first: Int
    /// [N, 1], where the samples have labels.
    package let labels: Matrix
    /// The room's, to compute on these views with.
    package let engine: Engine
    /// Each block's evidence [N, C]; none where only the reader was asked, or samples left early.
    let blocks: [Matrix]
    /// Over the blocks that have a say [N, C].
    let sum: Matrix
    /// The reader's evidence [N, C]; nil where it was not asked.
    let reader: Matrix?
    /// Where samples left early: how many blocks each was run through.
    let blocksUsed: [Int]?

    init(
        _ tile: Tile, labels: Matrix, engine: Engine, blocks: [Matrix], sum: Matrix,
        reader: Matrix?
    ) {
        first = tile.samples.lowerBound
        self.labels = labels
        self.engine = engine
        self.blocks = blocks
        self.sum = sum
        self.reader = reader
        blocksUsed = nil
    }

    /// - Parameter early: what decided over each sample when it left.
    init(
        _ tile: Tile, labels: Matrix, engine: Engine, early: (evidence: Matrix, blocks: [Int])
    ) {
        first = tile.samples.lowerBound
        self.labels = labels
        self.engine = engine
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
