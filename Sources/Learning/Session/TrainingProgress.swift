/// Where a training stands: what a checkpoint keeps beside weights and optimizer memory.
public struct TrainingProgress: Sendable, Codable, Equatable {
    /// Rounds that are done.
    public var round = 0
    /// Batches that are done in the current round.
    public var batch = 0
    /// Samples shown since the beginning.
    public var samples = 0
    /// Seconds of training since the beginning, evaluation and files not counted.
    public var seconds = 0.0
    /// Seconds of the current round.
    public var roundSeconds = 0.0
    /// Samples shown in the current round.
    public var roundSamples = 0
    /// The epoch that hard labels were last drawn for.
    public var hardLabelEpoch: Int?
    /// Sums over the current round, per block.
    public var blocks: [BlockSums]

    /// The same of the reader; nil where none learned.
    public var reader: BlockSums?

    /// What one block did in the current round.
    public struct BlockSums: Sendable, Codable, Equatable {
        /// Losses summed over samples.
        public var loss = 0.0
        /// Samples that the block's own evidence told right while it learned.
        public var correct = 0
        public var samples = 0

        mutating func add(_ other: BlockSums) {
            loss += other.loss
            correct += other.correct
            samples += other.samples
        }
    }

    public init(blocks: Int) { self.blocks = .init(repeating: BlockSums(), count: blocks) }

    /// Moves on to the next round with empty sums.
    mutating func finishRound() {
        round += 1
        batch = 0
        roundSeconds = 0
        roundSamples = 0
        blocks = .init(repeating: BlockSums(), count: blocks.count)
        reader = nil
    }
}
