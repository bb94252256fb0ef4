import OnwardCompute
import OnwardSettings

/// All blocks learn from every batch, several of them at the same time: block k learns from batch t
/// while block k + 1 learns from batch t − 1.
///
/// A block needs nothing from those above it, so it learns to the bit what it learns under
/// `Simultaneous`, where products take as many threads there as here: the trainer's, shared out
/// evenly among the stages. A round is an epoch; at its end, and whenever training is asked to
/// stop, the pipeline runs empty.
///
/// A stage has a thread of its own, which takes whatever block has a batch to learn from: blocks
/// that take unlike times keep all of them busy. Which stage a block learns in changes no result.
public struct Pipelined: Schedule {
    public static let name = "pipelined"

    /// Blocks that learn at the same time, each on a thread of its own; nil for as many as the
    /// trainer's threads and the blocks that learn allow.
    package var stages: Int?

    public init() {}

    /// So many blocks at the same time: from 2 to the smaller of threads and blocks; nil for that.
    public init(stages: Int?) { self.stages = stages }

    public static let settings: [Setting<Pipelined>] = [
        Setting(
            "stages", \.stages, SettingForm<Int>.whole(1...1_000_000_000).or("auto"),
            usually: "as many as there are threads or blocks",
            "Blocks that learn at the same time, among which the threads are shared out.")
    ]

    public var description: String {
        stages.map { "\(Self.name) in \($0) stages" } ?? Self.name
    }

    public func validate(
        blocks: Int, hasReader: Bool, threads: Int
    ) throws(SettingsError) {
        let setting = "training-schedule"
        try SettingsError.require(
            !hasReader, setting,
            "simultaneous where a reader learns: it reads all blocks after every step",
            got: Self.name)
        try SettingsError.require(
            blocks >= 2, setting,
            "simultaneous where fewer than two blocks learn (there is nothing to overlap)",
            got: Self.name)
        try SettingsError.require(
            threads >= 2, "threads", "at least 2, one for each stage", got: threads)
        try SettingsError.require(
            (2...min(threads, blocks)).contains(stages(threads: threads, blocks: blocks)),
            "stages",
            "from 2 to \(min(threads, blocks)) for \(threads) threads and \(blocks) blocks",
            got: stages ?? 0)
    }

    public func stages(threads: Int, blocks: Int) -> Int { stages ?? min(threads, blocks) }

    public var teachesAllBlocks: Bool { true }

    public func rounds(epochs: Int, blocks: Int) -> Int { epochs }

    public func batches(perEpoch: Int, blocks: Int) -> Int { perEpoch }

    public func steps(epochs: Int, batchesPerEpoch: Int) -> Int { epochs * batchesPerEpoch }

    public func readyBlocks(round: Int, epochs: Int, blocks: Int) -> Int { blocks }

    public func train(_ round: any TrainingRound) throws { try round.overlap() }
}
