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
            sharesRows: sharesRows && blocks.startIndex == 0, signal: engine.precision.storage,
            engine: engine)
    }

    func frame(of block: BlockState, rows: Int) -> BlockFrame {
        workspace.frame(ofBlock: block.index - first, rows: rows)
    }

    /// Runs a block as in evaluation, its head left out.
    func pass(_ signal: Signal, through block: BlockState) -> Signal {
        block.pass(signal, in: frame(of: block, rows: signal.rows), engine: engine)
    }

    /// Lets a block take one step, or its part of one; returns what it passes on.
    ///
    /// Nothing that is computed is read: what the step amounts to goes to the tally. Once a loss is no
    /// number the weights stay as they are.
    ///
    /// - Parameter number: the batch's in the round.
    func learn(
        _ block: BlockState, from signal: Signal, of batch: Batch, number: Int,
        into tally: BlockTally
    ) -> Signal {
        if terms.sumsGradients { block.reserveGradientSums() }
        block.part = batch.part
        let frame = frame(of: block, rows: signal.rows)
        block.learn(
            batch, from: signal, in: frame, objective: terms.objective, pairs: tally.pairs,
            engine: engine)
        tally.add(frame.loss, of: batch, number: number, on: engine)
        if batch.isLastPart {
            let gradients = block.gradientSums?.store ?? frame.gradientStore
            terms.exchange.sum(
                gradients, ofBlock: block.index,
                share: block.gradientSums == nil ? batch.share : 1, on: engine)
            block.update(
                gradients: gradients, optimizer: terms.optimizer,
                rate: terms.rate(ofStep: block.step), while: tally.guardian, engine: engine)
            block.gradientSums?.endBatch()
        }
        if block.head != nil { tally.count(frame.evidence, labels: batch.labels, on: engine) }
        return Signal(frame.output)
    }
}
