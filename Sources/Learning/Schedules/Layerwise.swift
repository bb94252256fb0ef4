import OnwardCompute
import OnwardSettings

/// One block learns at a time; those below it are frozen, those above it wait.
///
/// Without `stepsPerBlock` each block takes all its epochs before the next begins, and a round is
/// an epoch of one block. With it, blocks take `stepsPerBlock` steps in turn, and a round is one
/// turn of all blocks (the Integrated Forward-Forward code: 50 steps, 100 rounds).
///
/// Frozen blocks run forward as in evaluation and hold weights alone.
package struct Layerwise: Schedule {
    package static let name = "layerwise"

    /// Steps in a block's turn; nil for all of its epochs at once.
    package var stepsPerBlock: Int?
    /// Turns of all blocks; counts only with `stepsPerBlock`, and then stands for the epochs.
    package var turns: Int?

    package init() {}

    package init(stepsPerBlock: Int, rounds: Int) {
        self.stepsPerBlock = stepsPerBlock
        turns = rounds
    }

    package static let settings: [Setting<Layerwise>] = [
        Setting(
            "steps-per-block", \.stepsPerBlock, SettingForm<Int>.whole(1 ... .max).or("none"),
            "Steps that a block takes in its turn; needs rounds."),
        Setting(
            "rounds", \.turns, SettingForm<Int>.whole(1 ... .max).or("none"),
            "Turns of all blocks; needs steps-per-block."),
    ]

    package func validate() throws(SettingsError) {
        try validateRanges()
        for (setting, other, isLacking) in [
            ("rounds", "steps-per-block", turns == nil && stepsPerBlock != nil),
            ("steps-per-block", "rounds", stepsPerBlock == nil && turns != nil),
        ] {
            try SettingsError.require(
                !isLacking, setting, "given where \(other) is", got: "left out")
        }
    }

    package func rounds(epochs: Int, blocks: Int) -> Int {
        stepsPerBlock == nil ? epochs * blocks : turns ?? 0
    }

    package func batches(perEpoch: Int, blocks: Int) -> Int {
        stepsPerBlock.map { $0 * blocks } ?? perEpoch
    }

    package func steps(epochs: Int, batchesPerEpoch: Int) -> Int {
        stepsPerBlock.map { $0 * (turns ?? 0) } ?? epochs * batchesPerEpoch
    }

    package func readyBlocks(round: Int, epochs: Int, blocks: Int) -> Int {
        stepsPerBlock == nil ? min(round / max(epochs, 1) + 1, blocks) : blocks
    }

    package var finishesBlocks: Bool { stepsPerBlock == nil }

    package var takesParts: Bool { true }

    package func train(_ session: TrainingSession) throws {
        while let batch = session.nextBatch() {
            let index = learner(of: batch, in: session)
            if finishesBlocks { session.retire(below: index) }
            // The block's own steps say where in the data it stands, whatever its turn.
            let block = session.network.blocks[index]
            let (epoch, place) = block.step.quotientAndRemainder(
                dividingBy: session.batchesPerEpoch)
            for part in session.parts(ofBatch: place) {
                let signal = session.load(part, ofEpoch: epoch, through: index)
                _ = try session.learn(block, from: signal)
            }
            try session.finishBatch()
        }
    }

    private func learner(of batch: Int, in session: TrainingSession) -> Int {
        session.learners[stepsPerBlock.map { batch / $0 } ?? session.round / session.epochs]
    }
}
