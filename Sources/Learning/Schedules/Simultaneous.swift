import OnwardCompute

/// All blocks that learn do so on every batch, from the bottom up.
///
/// A block passes on the output it computed before its update, so what block k learns from a batch
/// does not depend on whether block k + 1 exists. A round is an epoch.
package struct Simultaneous: Schedule {
    package static let name = "simultaneous"

    package init() {}

    package func rounds(epochs: Int, blocks: Int) -> Int { epochs }

    package func batches(perEpoch: Int, blocks: Int) -> Int { perEpoch }

    package func steps(epochs: Int, batchesPerEpoch: Int) -> Int { epochs * batchesPerEpoch }

    package var takesParts: Bool { true }

    package func readyBlocks(round: Int, epochs: Int, blocks: Int) -> Int { blocks }

    package func train(_ session: TrainingSession) throws {
        let learning = session.span
        while let batch = session.nextBatch() {
            for part in session.parts(ofBatch: batch) {
                var signal = session.load(
                    part, ofEpoch: session.round, through: learning.lowerBound)
                for index in learning {
                    signal = try session.learn(session.network.blocks[index], from: signal)
                }
            }
            try session.finishBatch()
        }
    }
}
