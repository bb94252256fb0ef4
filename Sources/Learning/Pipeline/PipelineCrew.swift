import OnwardCompute
import OnwardNetworks

/// Threads that share the work on a pipeline's blocks: each takes the highest that is ready.
///
/// May cross threads because a block guards itself, and all else is constant.
final class PipelineCrew: @unchecked Sendable {
    /// All that learn or pass on but the lowest, from the bottom.
    let blocks: [PipelineBlock]
    /// One for each thread, which waits at it alone.
    private let bells: [Doorbell]
    private let states: ArraySlice<BlockState>
    private let learners: [Int]
    private let rows: Int
    private let terms: LearningTerms
    private let productThreads: Int
    private let precision: Precision

    /// - Parameters:
    ///   - states: all blocks of the pipeline but the lowest.
    ///   - learners: numbers of the network's blocks that learn.
    ///   - rows: rows that blocks see of the largest batch.
    ///   - engine: one like those of the threads.
    ///   - links: one below each of the blocks.
    init(
        _ states: ArraySlice<BlockState>, learners: [Int], rows: Int, terms: LearningTerms,
        engine: Engine, links: [any BlockLink], threads: Int
    ) {
        self.states = states
        self.learners = learners
        self.rows = rows
        self.terms = terms
        productThreads = engine.threads
        precision = engine.precision
        bells = (0..<threads).map { _ in Doorbell() }
        blocks = zip(states, links.indices).map { block, place in
            PipelineBlock(
                block, learns: learners.contains(block.index), threads: threads,
                input: links[place],
                output: place + 1 < links.count ? links[place + 1] : nil,
                engine: engine)
        }
    }

    /// A further thread's engine and workspace; to be called there, where they stay.
    func makeStage() -> Stage {
        Stage(
            for: states, rows: rows, learners: learners, sharesRows: false, terms: terms,
            engine: Engine(threads: productThreads, precision: precision))
    }

    /// Works until all blocks have ended.
    func work(on stage: Stage, as thread: Int) {
        work(on: stage, as: thread) { hasEnded }
    }

    /// Works until the condition holds; asleep where nothing is ready for long.
    func work(on stage: Stage, as thread: Int, until condition: () -> Bool) {
        while !condition() {
            if advance(on: stage, as: thread) {
                call(from: thread)
            } else {
                bells[thread].wait { condition() || hasReady(for: thread) }
            }
        }
    }

    /// Tells the other threads that something has changed.
    func call(from thread: Int) {
        for other in bells.indices where other != thread { bells[other].ring() }
    }

    private func advance(on stage: Stage, as thread: Int) -> Bool {
        for index in stride(from: blocks.count - 1, through: 0, by: -1)
        where blocks[index].advance(on: stage, as: thread) { return true }
        return false
    }

    private func hasReady(for thread: Int) -> Bool {
        for index in blocks.indices where blocks[index].isReady(for: thread) { return true }
        return false
    }

    private var hasEnded: Bool {
        for index in blocks.indices where !blocks[index].hasEnded { return false }
        return true
    }
}
