import OnwardCompute
import OnwardNetworks
import Synchronization

/// A block that learns from what the block below sends up, on whichever thread comes by.
///
/// May cross threads because one of them at a time takes it, and the session's alone between rounds.
/// What it has come to is for all.
final class PipelineBlock: @unchecked Sendable {
    let input: any BlockLink
    /// Nil for the uppermost block.
    private let output: (any BlockLink)?
    private let block: BlockState
    private let learns: Bool
    private let threads: Int
    /// How many batches come before the round's last.
    private var last = 0
    /// Of the thread that is at the block.
    private let tally: BlockTally
    /// As of that thread's last look, for all.
    private let shared = SharedSums()
    private let isTaken = Atomic<Bool>(false)
    private let ended = Atomic<Bool>(false)
    /// What ended the round too early: the block's loss was no number.
    private(set) var failure: LossFailure?

    /// - Parameter threads: those that may come by, numbered from 0.
    init(
        _ block: BlockState, learns: Bool, threads: Int, input: any BlockLink,
        output: (any BlockLink)?, engine: Engine
    ) {
        self.block = block
        tally = BlockTally(block, engine: engine)
        self.learns = learns
        self.threads = threads
        self.input = input
        self.output = output
    }

    /// Before a round.
    ///
    /// - Parameters:
    ///   - sums: what the block has done of it already.
    ///   - batches: those that are left.
    func begin(_ sums: TrainingProgress.BlockSums, batches: Int) {
        failure = nil
        shared.sums = sums
        tally.begin(sums)
        last = batches - 1
        ended.store(false, ordering: .sequentiallyConsistent)
        input.open()
    }

    /// Its number in the network.
    var index: Int { block.index }

    /// What it has come to, as of the last look; at any time.
    var sums: TrainingProgress.BlockSums { shared.sums }

    /// Whether the block is done with the round.
    var hasEnded: Bool { ended.load(ordering: .sequentiallyConsistent) }

    /// Whether this thread would find something to do if it came now.
    func isReady(for thread: Int) -> Bool {
        !isTaken.load(ordering: .sequentiallyConsistent) && canAdvance(on: thread)
    }

    private func canAdvance(on thread: Int) -> Bool {
        guard !hasEnded else { return false }
        if let output, output.slotToFill == nil, !output.isAbandoned { return false }
        guard input.slotToEmpty != nil else { return input.isClosed }
        return mayTake(input.received, on: thread)
    }

    /// A thread prepares a product when it first meets its shapes. So that this is over soon, the
    /// first batches go round all threads, and the last, which may be smaller, always to the same.
    private func mayTake(_ batch: Int, on thread: Int) -> Bool {
        guard batch < threads || batch == last else { return true }
        return thread == (batch == last ? block.index : block.index + batch) % threads
    }

    /// Lets the block learn from the next batch, or end; returns false where it can do neither, or
    /// another thread is at it.
    func advance(on stage: Stage, as thread: Int) -> Bool {
        guard isReady(for: thread), !isTaken.exchange(true, ordering: .sequentiallyConsistent)
        else { return false }
        defer { isTaken.store(false, ordering: .sequentiallyConsistent) }
        guard canAdvance(on: thread) else { return false }
        // In this order: what was sent before the link was closed is still received.
        let isClosed = input.isClosed
        if let slot = input.slotToEmpty {
            guard learn(from: slot, on: stage) else {
                input.abandon()
                end(on: stage)
                return true
            }
            input.giveBack()
        } else if isClosed {
            end(on: stage)
        }
        return true
    }

    private func end(on stage: Stage) {
        if failure == nil { _ = look(on: stage) }
        output?.close()
        ended.store(true, ordering: .sequentiallyConsistent)
    }

    /// Returns whether the round is to go on.
    private func learn(from slot: BatchSlot, on stage: Stage) -> Bool {
        let batch = slot.batch
        var signal = batch.input
        if learns {
            signal = stage.learn(
                block, from: signal, of: batch, number: slot.number, into: tally)
            if tally.isDue, !look(on: stage) { return false }
        } else {
            signal = stage.pass(signal, through: block)
        }
        guard let output else { return true }
        guard !output.isAbandoned, let next = output.slotToFill else { return false }
        next.fill(slot.number, signal.matrix, of: batch)
        output.send()
        return true
    }

    /// Returns whether all losses are numbers.
    private func look(on stage: Stage) -> Bool {
        failure = tally.look(on: stage.engine)
        if failure == nil { shared.sums = tally.sums }
        return failure == nil
    }
}
