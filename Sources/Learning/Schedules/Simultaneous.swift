/// All blocks that learn do so on every batch, from the bottom up.
///
/// A block passes on the output it computed before its update, so what block k learns from a batch
/// does not depend on whether block k + 1 exists. A round is an epoch.
public struct Simultaneous: Schedule {
    public static let name = "simultaneous"

    public init() {}

    public func rounds(epochs: Int, blocks: Int) -> Int { epochs }

    public func batches(perEpoch: Int, blocks: Int) -> Int { perEpoch }

    public func steps(epochs: Int, batchesPerEpoch: Int) -> Int { epochs * batchesPerEpoch }

    public var teachesAllBlocks: Bool { true }

    public var takesParts: Bool { true }

    public func readyBlocks(round: Int, epochs: Int, blocks: Int) -> Int { blocks }

    public func train(_ round: any TrainingRound) throws {
        let learning = round.span
        while let batch = round.nextBatch() {
            for part in round.parts(ofBatch: batch) {
                var signal = try round.load(
                    part, ofEpoch: round.round, through: learning.lowerBound)
                for index in learning { signal = try round.learn(index, from: signal) }
            }
            try round.finishBatch()
        }
    }
}
