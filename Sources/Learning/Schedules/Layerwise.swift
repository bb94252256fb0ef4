import OnwardCompute
import OnwardSettings

/// One block learns at a time; those below it are frozen, those above it wait.
///
/// Without `stepsPerBlock` each block takes all its epochs before the next begins, and a round is
/// an epoch of one block. With it, blocks take `stepsPerBlock` steps in turn, and a round is one
/// turn of all blocks (the Integrated Forward-Forward code: 50 steps, 100 rounds).
///
/// Frozen blocks run forward as in evaluation and hold weights alone.
public struct Layerwise: Schedule {
    public static let name = "layerwise"

    /// Steps in a block's turn; nil for all of its epochs at once.
    package var stepsPerBlock: Int?
    /// Rounds, in each of which every block has its turn; with `stepsPerBlock` alone, and then in the
    /// epochs' place.
    package var rounds: Int?

    public init() {}

    /// Blocks in turn, `stepsPerBlock` steps each, in so many rounds of all blocks.
    ///
    /// Both are at least 1; the trainer's epochs then say nothing.
    public init(stepsPerBlock: Int, rounds: Int) {
        self.stepsPerBlock = stepsPerBlock
        self.rounds = rounds
    }

    public static let settings: [Setting<Layerwise>] = [
        Setting(
            "steps-per-block", \.stepsPerBlock,
            SettingForm<Int>.whole(1...1_000_000_000).or("none"),
            "Steps that a block takes in its turn; needs rounds."),
        Setting(
            "rounds", \.rounds, SettingForm<Int>.whole(1...1_000_000_000).or("none"),
            "Rounds, in each of which every block has its turn; needs steps-per-block."),
    ]

    public func validate() throws(SettingsError) {
        try validateRanges()
        for (setting, other, isLacking) in [
            ("rounds", "steps-per-block", rounds == nil && stepsPerBlock != nil),
            ("steps-per-block", "rounds", stepsPerBlock == nil && rounds != nil),
        ] {
            try SettingsError.require(
                !isLacking, setting, "given where \(other) is", got: "left out")
        }
    }

    public func rounds(epochs: Int, blocks: Int) -> Int {
        stepsPerBlock == nil ? epochs * blocks : rounds ?? 0
    }

    public func batches(perEpoch: Int, blocks: Int) -> Int {
        stepsPerBlock.map { $0 * blocks } ?? perEpoch
    }

    public func steps(epochs: Int, batchesPerEpoch: Int) -> Int {
        stepsPerBlock.map { $0 * (rounds ?? 0) } ?? epochs * batchesPerEpoch
    }

    public func readyBlocks(round: Int, epochs: Int, blocks: Int) -> Int {
        stepsPerBlock == nil ? min(round / max(epochs, 1) + 1, blocks) : blocks
    }

    public var finishesBlocks: Bool { stepsPerBlock == nil }

    public var takesParts: Bool { true }

    public func train(_ round: any TrainingRound) throws {
        while let batch = round.nextBatch() {
            let index = learner(of: batch, in: round)
            if finishesBlocks { round.retire(below: index) }
            // The block's own steps say where in the data it stands, whatever its turn.
            let (epoch, place) = round.steps(ofBlock: index).quotientAndRemainder(
                dividingBy: round.batchesPerEpoch)
            for part in round.parts(ofBatch: place) {
                let signal = try round.load(part, ofEpoch: epoch, through: index)
                _ = try round.learn(index, from: signal)
            }
            try round.finishBatch()
        }
    }

    private func learner(of batch: Int, in round: any TrainingRound) -> Int {
        round.learners[stepsPerBlock.map { batch / $0 } ?? round.round / round.epochs]
    }
}
