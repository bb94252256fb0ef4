import OnwardCompute
import OnwardSettings

/// When blocks meet batches.
///
/// A training is a row of rounds, each reported when it ends. In a round the schedule asks for
/// batches and lets blocks learn on them; everything else (the data's order, updates, sums,
/// stopping, checkpoints) is the session's, so there is one training loop. A new schedule is one
/// file that conforms to this protocol, in this package or in another one.
public protocol Schedule: Configurable, Codable, Hashable, CustomStringConvertible {
    /// The name in recipes, `simultaneous`.
    static var name: String { get }

    /// Throws where it cannot train so many blocks with so many threads.
    ///
    /// - Parameter hasReader: whether a reader learns as well.
    func validate(blocks: Int, hasReader: Bool, threads: Int) throws(SettingsError)

    /// Blocks that learn at the same time, each on a thread of its own, where there are so many threads
    /// and blocks that learn.
    func stages(threads: Int, blocks: Int) -> Int

    /// Rounds in a training of `epochs` epochs. Here and below, `blocks` counts those that learn.
    func rounds(epochs: Int, blocks: Int) -> Int

    /// Batches in one round.
    func batches(perEpoch: Int, blocks: Int) -> Int

    /// Steps that one block makes in the whole training.
    func steps(epochs: Int, batchesPerEpoch: Int) -> Int

    /// Blocks that have learned something by the end of a round, counted from the bottom.
    func readyBlocks(round: Int, epochs: Int, blocks: Int) -> Int

    /// Whether a block is done for good before the one above begins.
    var finishesBlocks: Bool { get }

    /// Whether every block that learns does so from every batch.
    var teachesAllBlocks: Bool { get }

    /// Whether it takes batches in parts, whose gradients are summed up.
    var takesParts: Bool { get }

    /// Trains from where the round stands to its end, or until it is asked to stop.
    func train(_ round: any TrainingRound) throws
}

extension Schedule {
    public static var settingsGroup: String { "Training schedule" }

    public static var settings: [Setting<Self>] { [] }

    public var description: String { Self.name }

    public func validate(blocks: Int, hasReader: Bool, threads: Int) throws(SettingsError) {}

    public func stages(threads: Int, blocks: Int) -> Int { 1 }

    /// Of the trainer's threads, those that work on one product.
    package func threadsPerProduct(of threads: Int, blocks: Int) -> Int {
        max(1, threads / max(1, stages(threads: threads, blocks: blocks)))
    }

    /// Whether several blocks learn at the same time where there are threads and blocks for it.
    package var overlapsBlocks: Bool { stages(threads: .max, blocks: .max) > 1 }

    /// Whether a training is as long as its epochs say, and not as the schedule's own settings do.
    package var countsEpochs: Bool {
        steps(epochs: 1, batchesPerEpoch: 1) != steps(epochs: 2, batchesPerEpoch: 1)
    }

    public var finishesBlocks: Bool { false }

    public var teachesAllBlocks: Bool { false }

    public var takesParts: Bool { false }
}
