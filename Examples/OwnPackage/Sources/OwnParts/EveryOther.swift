import Onward

/// Blocks learn in turns of one batch: the lowest from the first, the next from the second, and so
/// on. A round is as many epochs as there are blocks that learn, so each learns from every batch.
public struct EveryOther: Schedule {
    public static let name = "every-other"

    public init() {}

    public func rounds(epochs: Int, blocks: Int) -> Int { epochs }

    public func batches(perEpoch: Int, blocks: Int) -> Int { perEpoch * blocks }

    public func steps(epochs: Int, batchesPerEpoch: Int) -> Int { epochs * batchesPerEpoch }

    public func readyBlocks(round: Int, epochs: Int, blocks: Int) -> Int { blocks }

    public func train(_ round: any TrainingRound) throws {
        while let number = round.nextBatch() {
            let block = round.learners[number % round.learners.count]
            let batch = round.steps(ofBlock: block) % round.batchesPerEpoch
            for part in round.parts(ofBatch: batch) {
                let signal = try round.load(part, ofEpoch: round.round, through: block)
                _ = try round.learn(block, from: signal)
            }
            try round.finishBatch()
        }
    }
}
