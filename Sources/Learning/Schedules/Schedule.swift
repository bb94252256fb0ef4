import OnwardCompute
import OnwardSettings

/// When blocks meet batches.
///
/// A training is a row of rounds, each reported when it ends. In a round the schedule asks the
/// session for batches and lets blocks learn on them; everything else (the data's order, updates,
/// sums, stopping, checkpoints) is the session's, so there is one training loop.
package protocol Schedule: Configurable, Codable, Hashable, CustomStringConvertible {
    /// The name in recipes, `simultaneous`.
    static var name: String { get }

    /// Throws where it cannot train so many blocks with so many threads.
    ///
    /// - Parameter hasReader: whether a reader learns as well.
    func validate(blocks: Int, hasReader: Bool, threads: Int) throws(SettingsError)

    /// Of the trainer's threads, those that work on one product.
    func threadsPerProduct(of threads: Int, blocks: Int) -> Int

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

    /// Whether it takes batches in parts, whose gradients are summed up.
    var takesParts: Bool { get }

    /// Trains from where the session stands to the end of its round, or until it is asked to stop.
    func train(_ session: TrainingSession) throws
}

extension Schedule {
    package static var settingsGroup: String { "Training schedule" }

    package static var settings: [Setting<Self>] { [] }

    package var description: String { Self.name }

    package func validate(blocks: Int, hasReader: Bool, threads: Int) throws(SettingsError) {}

    package func threadsPerProduct(of threads: Int, blocks: Int) -> Int { threads }

    package var finishesBlocks: Bool { false }

    package var takesParts: Bool { false }
}
