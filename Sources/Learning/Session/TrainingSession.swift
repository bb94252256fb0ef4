import Foundation
import OnwardCompute
import OnwardData
import OnwardNetworks
import OnwardOptimizers
import OnwardSettings

/// A training under way: the one loop that every algorithm is trained by.
///
/// The session keeps the place in the data and the sums, its schedule says which block learns on
/// what, and a stage runs the blocks. It runs on the thread that made it.
package final class TrainingSession {
    package let network: Network
    package let trainer: Trainer
    /// Epochs that each block is to learn for.
    package let epochs: Int
    /// Numbers of the blocks that learn, from the bottom; the others run as in evaluation.
    package let learners: [Int]
    /// From the lowest of them to the highest; empty where a reader learns alone.
    let span: Range<Int>
    /// Per block of the network.
    private let learns: [Bool]
    package internal(set) var progress: TrainingProgress
    let samples: Samples
    let validation: Samples?
    let terms: LearningTerms
    /// Room for every block, one at a time.
    let stage: Stage
    let source: BatchSource
    /// Nil where the network has no reader.
    let readerRoom: ReaderRoom?
    let unlabelled: UnlabelledRows
    /// Nil until a pipelined schedule has shared out the blocks.
    var pipeline: Pipeline?
    private(set) var frozen: FrozenOutputs
    /// Where the blocks end that have learned from the batch under way.
    private var learned = 0
    private var goesOn: (TrainingProgress) -> Bool = { _ in true }

    /// - Parameters:
    ///   - blocks: numbers of the blocks that learn; nil for all that are not frozen.
    ///   - progress: where an earlier session stood, whose weights and optimizer memory the
    ///     network holds; nil to begin anew.
    ///   - drawn: what that session drew. Hard labels that are missing are drawn anew, by the
    ///     network as it is now.
    package init(
        _ network: Network, trainer: Trainer, samples: Samples, validation: Samples? = nil,
        epochs: Int, blocks: [Int]? = nil, progress: TrainingProgress? = nil,
        drawn: [NamedTensor] = []
    ) throws {
        try trainer.validate()
        try SettingsError.require(epochs >= 0, "epochs", "at least 0", got: epochs)
        guard samples.count > 0 else { throw TrainingError.noSamples }
        try network.check(samples)
        for augmentation in trainer.augmentations {
            try augmentation.validate(for: samples.shape)
        }
        let learners = try network.learners(among: blocks)
        self.learners = learners
        span = (learners.first ?? 0)..<(learners.last.map { $0 + 1 } ?? 0)
        try SettingsError.require(
            !learners.isEmpty || epochs == 0
                || trainer.schedule.rounds(epochs: epochs, blocks: 0) > 0,
            "the training schedule", "simultaneous where a reader learns alone",
            got: type(of: trainer.schedule).name)
        try trainer.schedule.validate(
            blocks: learners.count, hasReader: network.reader != nil, threads: trainer.threads)
        if network.storage.folder != nil {
            try SettingsError.require(
                trainer.schedule.finishesBlocks, "the training schedule",
                "layerwise, each block to its end, where weights lie in files",
                got: type(of: trainer.schedule).name)
            try SettingsError.require(
                trainer.precision.storage == .float32, "precision",
                "float32 where weights lie in files: their rounded copies would lie in memory",
                got: trainer.precision.rawValue)
        }
        learns = network.blocks.indices.map(learners.contains)
        self.network = network
        self.trainer = trainer
        self.epochs = epochs
        self.samples = samples
        self.validation = validation.flatMap { $0.count > 0 ? $0 : nil }
        self.progress = progress ?? TrainingProgress(blocks: network.blocks.count)
        let engine = Engine(
            threads: trainer.schedule.threadsPerProduct(
                of: trainer.threads, blocks: learners.count),
            precision: trainer.precision)
        source = BatchSource(network, trainer: trainer, samples: samples, engine: engine)
        try TrainingSession.checkBatches(of: source.loader, for: network)
        try TrainingSession.checkAccumulation(of: network, by: trainer)
        terms = LearningTerms(network, trainer, epochs: epochs, samples: samples.count)
        let (samplesAtOnce, sharesRows) = (source.rows, source.presenter.sharesRows)
        stage = Stage(
            for: network.blocks[...],
            rows: Presenter.rows(of: samplesAtOnce, network.objective.presentation),
            learners: learners, sharesRows: sharesRows, terms: terms, engine: engine)
        // Contrasted and augmented samples differ from epoch to epoch: there is nothing to keep.
        let isSteady = network.objective.presentation == .plain && trainer.augmentations.isEmpty
        frozen = FrozenOutputs(
            samples, rows: samplesAtOnce, budget: isSteady ? trainer.frozenOutputBudget : 0,
            storage: engine.precision.storage)
        unlabelled = UnlabelledRows(
            network, rows: network.reader == nil ? 0 : samplesAtOnce, mayShare: sharesRows,
            engine: engine)
        readerRoom = network.reader.map {
            ReaderRoom(for: $0, rows: samplesAtOnce, learns: true, engine: engine)
        }
        for block in network.blocks {
            if !learners.contains(block.index) { block.forgetTraining() }
            block.prepare(for: engine)
        }
        restore(drawn)
    }

    /// Throws where a layer cannot learn from the epoch's last batch, which holds what is left.
    private static func checkBatches(of loader: DataLoader, for network: Network) throws {
        let rows = Presenter.rows(
            of: loader.rows(ofBatch: loader.batchesPerEpoch - 1), network.objective.presentation)
        for block in network.blocks {
            for (layer, plan) in zip(block.layers, block.plan.layers) where rows < plan.minimumRows
            {
                throw TrainingError.batchTooSmall(
                    rows: rows, minimum: plan.minimumRows, layer: layer.description,
                    block: block.index + 1)
            }
        }
    }

    /// Rounds that are done.
    package var round: Int { progress.round }
    /// Rounds in the whole training.
    package var rounds: Int {
        trainer.schedule.rounds(epochs: epochs, blocks: learners.count)
    }
    /// Batches in one round.
    package var batches: Int {
        trainer.schedule.batches(perEpoch: batchesPerEpoch, blocks: learners.count)
    }
    package var batchesPerEpoch: Int { terms.stepsPerEpoch }
    /// Samples that are trained on, those held out not counted.
    package var sampleCount: Int { samples.count }
    var engine: Engine { stage.engine }

    /// Trains to the end, or until `goesOn` says no.
    ///
    /// - Parameters:
    ///   - goesOn: asked before every batch.
    ///   - onEpoch: told of every round that ends.
    /// - Returns: whether the end was reached. Otherwise `progress` says where it stands.
    @discardableResult
    package func run(
        goesOn: @escaping (TrainingProgress) -> Bool = { _ in true },
        onEpoch: (EpochReport) throws -> Void = { _ in }
    ) throws -> Bool {
        self.goesOn = goesOn
        // Who asks may hold the session: kept, the question would keep both for ever.
        defer { self.goesOn = { _ in true } }
        if progress.round < rounds { retire(below: span.lowerBound) }
        while progress.round < rounds {
            let (start, before) = (ContinuousClock.now, progress.roundSeconds)
            try trainer.schedule.train(self)
            progress.roundSeconds = before + (ContinuousClock.now - start) / .seconds(1)
            guard progress.batch == batches else { return false }
            try checkWeights()
            progress.seconds += progress.roundSeconds
            let report = try report()
            progress.finishRound()
            try onEpoch(report)
        }
        return true
    }

    /// The next batch's number in the round; nil at its end and when asked to stop.
    func nextBatch() -> Int? {
        progress.batch < batches && goesOn(progress) ? progress.batch : nil
    }

    /// Ends a batch; the reader learns from those that the highest learner has learned from.
    func finishBatch() throws {
        if learned == span.upperBound { try teachReader() }
        learned = 0
        progress.batch += 1
        progress.samples += source.wholeCount
        progress.roundSamples += source.wholeCount
    }

    /// What `load` is to be given for a batch: its own number, or those of its parts.
    func parts(ofBatch number: Int) -> Range<Int> { source.parts(ofBatch: number) }

    /// Loads a part of a batch and presents it; returns what the lowest block sees.
    func load(_ number: Int, ofEpoch epoch: Int) -> Signal {
        prepareHardLabels(epoch: epoch)
        engine.metered(.data) { source.load(number, ofEpoch: epoch) }
        return source.batch.input
    }

    /// Loads a part of a batch as block `index` sees it: run through the blocks below, which do not
    /// learn.
    func load(_ number: Int, ofEpoch epoch: Int, through index: Int) -> Signal {
        var signal = load(number, ofEpoch: epoch)
        let order = source.loader.order(ofBatch: number)
        if let kept = frozen.gather(order, through: index, on: engine) { return Signal(kept) }
        for below in 0..<index { signal = stage.pass(signal, through: network.blocks[below]) }
        return signal
    }

    /// Lets a block learn from its input if it is to; returns what it passes on.
    func learn(_ block: BlockState, from signal: Signal) throws -> Signal {
        guard learns[block.index] else { return stage.pass(signal, through: block) }
        learned = block.index + 1
        let (output, sums) = stage.learn(block, from: signal, of: source.batch)
        guard sums.loss.isFinite else { throw notFinite("loss", block) }
        progress.blocks[block.index].add(sums)
        return output
    }

    /// Takes over what a block has done of the round elsewhere.
    func set(_ sums: TrainingProgress.BlockSums, ofBlock index: Int) {
        progress.blocks[index] = sums
    }

    /// Declares the blocks below `index` done for good: they keep their weights alone, and their
    /// outputs are kept instead of computed again where they fit the budget.
    func retire(below index: Int) {
        guard frozen.blocks < index else { return }
        for block in network.blocks[..<index] { block.releaseMemory() }
        frozen.advance(
            to: index, width: network.blocks[index].plan.input.count,
            pass: { stage.pass(Signal($0), through: network.blocks[$1]).matrix },
            engine: engine)
    }

    /// - Parameter batch: its number in the round; nil for the one under way.
    func notFinite(
        _ what: String, _ block: BlockState, batch: Int? = nil
    ) -> TrainingError {
        .notFinite(
            what: what, part: block.label, epoch: progress.round + 1,
            batch: (batch ?? progress.batch) + 1)
    }

    /// A last step can spoil weights without a loss to tell of it.
    private func checkWeights() throws {
        for block in network.states
        where block.isReader || progress.blocks[block.index].samples > 0 {
            guard engine.mean(of: block.store).isFinite else { throw notFinite("weights", block) }
            guard engine.mean(of: block.bufferStore).isFinite else {
                throw notFinite("running statistics", block)
            }
        }
    }
}
