import OnwardCompute
import OnwardNetworks

/// Where blocks run on one thread: the thread's engine, and the workspace that it lends them.
///
/// A session has one for all blocks; a pipeline has another for each further thread.
final class Stage {
    let engine: Engine
    private let terms: LearningTerms
    let workspace: Workspace
    /// The first block that the workspace has room for.
    private let first: Int

    /// - Parameters:
    ///   - blocks: the blocks that will run here.
    ///   - rows: rows that they see of the largest batch.
    ///   - learners: numbers of the network's blocks that learn, here or elsewhere.
    ///   - sharesRows: whether the rows that the network's lowest block sees share their samples.
    init(
        for blocks: ArraySlice<BlockState>, rows: Int, learners: [Int], sharesRows: Bool,
        terms: LearningTerms, engine: Engine
    ) {
        self.engine = engine
        self.terms = terms
        first = blocks.startIndex
        workspace = Workspace(
            for: blocks.map(\.plan), rows: rows,
            learners: learners.filter(blocks.indices.contains).map { $0 - blocks.startIndex },
            sumsGradients: terms.sumsGradients,
            sharesRows: sharesRows && blocks.startIndex == 0, signal: engine.precision.storage)
    }

    func frame(of block: BlockState, rows: Int) -> BlockFrame {
        workspace.frame(ofBlock: block.index - first, rows: rows)
    }

    /// Runs a block as in evaluation, its head left out.
    func pass(_ signal: Signal, through block: BlockState) -> Signal {
        let frame = frame(of: block, rows: signal.rows)
        block.forward(
            signal, in: frame, isTraining: false, wantsEvidence: false, engine: engine)
        return Signal(frame.output)
    }

    /// Lets a block take one step, or its part of one; returns what it passes on, and what the step amounted to.
    ///
    /// Where the loss is no number the weights stay as they are.
    func learn(
        _ block: BlockState, from signal: Signal, of batch: Batch
    ) -> (output: Signal, sums: TrainingProgress.BlockSums) {
        if terms.sumsGradients { block.reserveGradientSums() }
        let frame = frame(of: block, rows: signal.rows)
        let loss = block.learn(
            batch, from: signal, in: frame, objective: terms.objective, engine: engine)
        var sums = TrainingProgress.BlockSums()
        sums.loss = loss * Double(batch.sampleCount)
        sums.samples = batch.sampleCount
        guard loss.isFinite else { return (Signal(frame.output), sums) }
        if batch.isLastPart {
            block.update(
                gradients: block.gradientSums?.store ?? frame.gradientStore,
                optimizer: terms.optimizer, rate: terms.rate(ofStep: block.step), engine: engine)
            block.gradientSums?.endBatch()
        }
        if block.head != nil {
            sums.correct = engine.countCorrect(frame.evidence, labels: batch.labels)
        }
        return (Signal(frame.output), sums)
    }
}
