import Foundation
import OnwardCompute
import OnwardData
import OnwardInference
import OnwardNetworks
import OnwardSettings

/// A training under way: the one loop that every algorithm is trained by.
///
/// The session keeps the place in the data and the sums, its schedule says which block learns on
/// what, and a stage runs the blocks. It runs on the thread that made it.
package final class TrainingSession {
    package let network: Network
    package let trainer: Trainer
    package let epochs: Int
    package let learners: [Int]
    package let span: Range<Int>
    /// The blocks that are run here: all of them, unless others train with this session.
    let ownBlocks: Range<Int>
    let place: SessionPlace
    /// Who asks all blocks; nil where nobody can.
    let inquirer: (any Inquirer)?
    /// Per block of the network.
    let learns: [Bool]
    package internal(set) var progress: TrainingProgress
    let samples: Samples
    /// Nil where there are none.
    package let validation: Samples?
    let terms: LearningTerms
    /// Room for every block, one at a time.
    let stage: Stage
    let source: BatchSource
    /// Per block of the network, what its learning amounts to.
    let tallies: [BlockTally]
    /// Nil where the network has no reader.
    let readerRoom: ReaderRoom?
    let readerTally: BlockTally?
    let unlabelled: UnlabelledRows
    /// Nil until a schedule has let blocks learn at the same time.
    var pipeline: Pipeline?
    var frozen: FrozenOutputs
    /// Where the blocks end that have learned from the batch under way.
    var learned = 0
    /// The earliest loss of the round that is known to be no number.
    var failure: LossFailure?
    private var goesOn: (TrainingProgress) -> Bool = { _ in true }

    /// - Parameters:
    ///   - blocks: numbers of the blocks that learn; nil for all that are not frozen.
    ///   - progress: where an earlier session stood, whose weights and optimizer memory the
    ///     network holds; nil to begin anew.
    ///   - drawn: what that session drew. Hard labels that are missing are drawn anew, by the
    ///     network as it is now.
    ///   - place: where the session stands among others that train the network with it.
    package init(
        _ network: Network, trainer: Trainer, samples: Samples, validation: Samples? = nil,
        epochs: Int, blocks: [Int]? = nil, progress: TrainingProgress? = nil,
        drawn: [NamedTensor] = [], place: SessionPlace = SessionPlace()
    ) throws {
        var trainer = trainer
        trainer.settle(
            for: samples.count, seesPositions: network.states[0].plan.seesPositions)
        try TrainingSession.check(network, trainer, samples, epochs: epochs)
        self.network = network
        self.trainer = trainer
        self.epochs = epochs
        self.samples = samples
        self.place = place
        self.validation = validation.flatMap { $0.count > 0 ? $0 : nil }
        self.progress = progress ?? TrainingProgress(blocks: network.blocks.count)
        if place.shard.index > 0 { self.progress.forgetSums() }
        let ownBlocks = place.blocks.blocks(of: network)
        let learners = try network.learners(among: blocks).filter(ownBlocks.contains)
        self.ownBlocks = ownBlocks
        self.learners = learners
        inquirer =
            place.inquirer ?? (ownBlocks == network.blocks.indices ? OwnBlocks() : nil)
        // What the block above reads is run in any case.
        let end = place.above == nil ? learners.last.map { $0 + 1 } ?? 0 : ownBlocks.upperBound
        span = (learners.first ?? max(end - 1, 0))..<end
        learns = network.blocks.indices.map(learners.contains)
        try TrainingSession.check(trainer, network, learners: learners.count, epochs: epochs)
        try TrainingSession.check(
            place, network, trainer, hasValidation: self.validation != nil)
        let engine = Engine(
            threads: trainer.schedule.threadsPerProduct(
                of: trainer.threads, blocks: learners.count),
            precision: trainer.precision)
        source = BatchSource(
            network, trainer: trainer, samples: samples, place: place, engine: engine)
        try TrainingSession.checkBatches(of: source, for: network)
        terms = LearningTerms(
            network, trainer, epochs: epochs, samples: samples.count, exchange: place.exchange)
        let (samplesAtOnce, sharesRows) = (source.rows, source.presenter.sharesRows)
        stage = Stage(
            for: network.blocks[ownBlocks],
            rows: Presenter.rows(of: samplesAtOnce, network.objective.presentation),
            learners: learners, sharesRows: sharesRows, terms: terms, engine: engine)
        tallies = network.blocks.map { BlockTally($0, engine: engine) }
        // Contrasted, augmented and received samples differ from epoch to epoch: there is nothing to
        // keep.
        let isSteady =
            network.objective.presentation == .plain && trainer.augmentations.isEmpty
            && place.below == nil
        frozen = FrozenOutputs(
            samples, rows: samplesAtOnce, budget: isSteady ? trainer.frozenOutputBudget : 0,
            storage: engine.precision.storage)
        unlabelled = UnlabelledRows(
            network, rows: network.reader == nil ? 0 : samplesAtOnce, mayShare: sharesRows,
            engine: engine)
        readerRoom = network.reader.map {
            ReaderRoom(for: $0, rows: samplesAtOnce, learns: true, engine: engine)
        }
        readerTally = network.reader.map { BlockTally($0.state, engine: engine) }
        for block in network.blocks[ownBlocks] {
            if !learners.contains(block.index) { block.forgetTraining() }
            block.prepare(for: engine)
        }
        restore(drawn)
    }

    /// Rounds in the whole training.
    package var rounds: Int {
        trainer.schedule.rounds(epochs: epochs, blocks: learners.count)
    }
    /// Batches in one round.
    package var batches: Int {
        trainer.schedule.batches(perEpoch: batchesPerEpoch, blocks: learners.count)
    }
    /// Samples that are trained on, those held out not counted.
    package var sampleCount: Int { samples.count }
    var engine: Engine { stage.engine }

    /// Trains to the end, or until `goesOn` says no.
    ///
    /// - Parameters:
    ///   - goesOn: asked before every batch; told sums that may be some batches old.
    ///   - onEpoch: told of every round that ends.
    /// - Returns: whether the end was reached. Otherwise `progress` says where it stands.
    @discardableResult
    package func run(
        goesOn: @escaping (TrainingProgress) -> Bool = { _ in true },
        onEpoch: (EpochReport) throws -> Void = { _ in }
    ) throws -> Bool {
        self.goesOn = goesOn
        defer {
            // Who asks may hold the session: kept, the question would keep both for ever.
            self.goesOn = { _ in true }
            place.above?.close()
            place.below?.abandon()
        }
        if progress.round < rounds {
            try forgetVotes()
            retire(below: span.lowerBound)
        }
        while progress.round < rounds {
            let (start, before) = (ContinuousClock.now, progress.roundSeconds)
            // Sessions that share blocks out ask each other before any waits for another's batch.
            if inquirer != nil, ownBlocks != network.blocks.indices {
                try prepareHardLabels(epoch: progress.round)
            }
            beginTallies()
            try trainer.schedule.train(self)
            try look()
            progress.roundSeconds = before + (ContinuousClock.now - start) / .seconds(1)
            guard progress.batch == batches else { return false }
            try checkWeights()
            if endsBlock { try checkAnswers() }
            progress.seconds += progress.roundSeconds
            let report = try report()
            progress.finishRound()
            try onEpoch(report)
        }
        return true
    }

    /// Whether the round under way is the last of some block.
    private var endsBlock: Bool {
        let done = progress.round + 1
        return done == rounds || trainer.schedule.finishesBlocks && done % max(epochs, 1) == 0
    }

    /// Whether there is to be another batch.
    var hasNextBatch: Bool {
        guard progress.batch < batches else { return false }
        let wantsBatch = goesOn(progress)
        // Where batches come from below, so does the end.
        return (place.below == nil ? place.exchange.agree(wantsBatch) : wantsBatch)
            && source.waitForBatch()
    }
}
