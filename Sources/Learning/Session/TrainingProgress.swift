/// Where a training stands: what a checkpoint keeps beside weights and optimizer memory.
package struct TrainingProgress: Sendable, Codable, Equatable {
    /// Rounds that are done.
    package var round = 0
    /// Batches that are done in the current round.
    package var batch = 0
    /// Samples shown since the beginning.
    package var samples = 0
    /// Seconds of training since the beginning, evaluation and files not counted.
    package var seconds = 0.0
    /// Seconds of the current round.
    package var roundSeconds = 0.0
    /// Samples shown in the current round.
    package var roundSamples = 0
    /// The epoch that hard labels were last drawn for.
    package var hardLabelEpoch: Int?
    /// What has been said of the training, each once; nil for nothing.
    package var said: [Finding]?
    /// Sums over the current round, per block.
    package var blocks: [BlockSums]

    /// The same of the reader; nil where none learned.
    package var reader: BlockSums?

    /// What one block did in the current round.
    package struct BlockSums: Sendable, Codable, Equatable {
        /// Losses summed over samples.
        package var loss = 0.0
        /// Samples that the block's own evidence told right while it learned.
        package var correct = 0
        package var samples = 0
        /// Pairs of a true and a false sample in which the true one had the better of it, and all;
        /// nil in files of 0.1.0.
        package var rightPairs: Int? = 0
        package var pairs: Int? = 0

        /// Nil where there were no pairs.
        var pairAccuracy: Double? {
            guard let rightPairs, let pairs, pairs > 0 else { return nil }
            return Double(rightPairs) / Double(pairs)
        }
    }

    package init(blocks: Int) { self.blocks = .init(repeating: BlockSums(), count: blocks) }

    /// Leaves what was done of the round to be counted by another session.
    mutating func forgetSums() {
        blocks = .init(repeating: BlockSums(), count: blocks.count)
        reader = nil
    }

    /// Moves on to the next round with empty sums.
    mutating func finishRound() {
        round += 1
        batch = 0
        roundSeconds = 0
        roundSamples = 0
        forgetSums()
    }
}
