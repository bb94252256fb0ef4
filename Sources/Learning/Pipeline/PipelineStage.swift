import OnwardCompute

/// Consecutive blocks that learn on a thread of their own from what the stage below sends up.
///
/// May cross threads because two never use it at once: its own thread does between the start and
/// the end of a round, the session's at other times. Tallies are for both.
final class PipelineStage: @unchecked Sendable {
    let network: Network
    let blocks: Range<Int>
    let input: RingLink<BatchSlot>
    /// Nil for the uppermost stage.
    let output: RingLink<BatchSlot>?
    private let learners: [Int]
    /// Per block of the stage.
    private let learns: [Bool]
    private let tallies: [BlockTally]
    private let terms: LearningTerms
    private let rows: Int
    private let threads: Int
    private let precision: Precision
    /// What ended the round too early: a block's loss was no number.
    private(set) var failure: Failure?

    struct Failure {
        let batch: Int
        let block: Int
    }

    init(
        _ blocks: Range<Int>, of session: TrainingSession, input: RingLink<BatchSlot>,
        output: RingLink<BatchSlot>?
    ) {
        self.blocks = blocks
        self.input = input
        self.output = output
        network = session.network
        learners = session.learners
        learns = blocks.map(session.learners.contains)
        tallies = blocks.map { _ in BlockTally() }
        terms = session.terms
        rows = session.rows
        threads = session.engine.threads
        precision = session.engine.precision
    }

    /// The stage's own engine and workspace; to be called on its thread, where they stay.
    func makeStage() -> Stage {
        Stage(
            for: network.blocks[blocks], rows: rows, learners: learners, sharesRows: false,
            terms: terms, engine: Engine(threads: threads, precision: precision))
    }

    /// Before a round: takes over what its blocks have done of it already.
    func begin(from progress: TrainingProgress) {
        failure = nil
        for index in blocks { tally(of: index).sums = progress.blocks[index] }
    }

    /// At any time.
    func report(to session: TrainingSession) {
        for index in blocks { session.set(tally(of: index).sums, ofBlock: index) }
    }

    private func tally(of block: Int) -> BlockTally { tallies[block - blocks.lowerBound] }

    /// On the stage's thread: learns from what is sent up until no more comes.
    func run(on stage: Stage) {
        while let slot = input.slotToEmpty() {
            guard learn(from: slot, on: stage) else {
                input.abandon()
                break
            }
            input.giveBack()
        }
        output?.close()
    }

    /// Returns whether the round is to go on.
    private func learn(from slot: BatchSlot, on stage: Stage) -> Bool {
        let batch = slot.batch
        var signal = batch.input
        for index in blocks {
            let block = network.blocks[index]
            guard learns[index - blocks.lowerBound] else {
                signal = stage.pass(signal, through: block)
                continue
            }
            let (output, sums) = stage.learn(block, from: signal, of: batch)
            guard sums.loss.isFinite else {
                failure = Failure(batch: slot.number, block: index)
                return false
            }
            tally(of: index).sums.add(sums)
            signal = output
        }
        guard let output else { return true }
        guard let next = output.slotToFill() else { return false }
        next.fill(slot.number, signal.matrix, of: batch)
        output.send()
        return true
    }
}
