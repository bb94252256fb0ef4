import Foundation
import OnwardCompute
import OnwardData
import OnwardOptimizers

/// A training under way: the one loop that every algorithm is trained by.
///
/// The session lends blocks their room, feeds them batches and keeps the sums; its schedule says
/// which block learns on what. It runs on the thread that made it.
public final class TrainingSession {
    public let network: Network
    public let trainer: Trainer
    /// Epochs that each block is to learn for.
    public let epochs: Int
    /// Numbers of the blocks that learn, from the bottom; the others run as in evaluation.
    public let learners: [Int]
    /// From the lowest of them to the highest; empty where a reader learns alone.
    let span: Range<Int>
    /// Per block of the network.
    private let learns: [Bool]
    public internal(set) var progress: TrainingProgress
    let validation: Samples?
    let engine: Engine
    private let loader: DataLoader
    let workspace: Workspace
    let labels: Matrix
    let input: Matrix
    let presenter: Presenter
    private let samples: Samples
    /// Nil where the network has no reader.
    let readerRoom: ReaderRoom?
    let unlabelled: UnlabelledRows
    private var frozen: FrozenOutputs
    /// Samples in the batch under way, and how the blocks see it.
    private(set) var shown = 0
    /// Where the blocks end that have learned from the batch under way.
    private var learned = 0
    private(set) var batch: Batch
    private var goesOn: (TrainingProgress) -> Bool = { _ in true }

    /// - Parameters:
    ///   - blocks: numbers of the blocks that learn; nil for all that are not frozen.
    ///   - progress: where an earlier session stood, whose weights and optimizer memory the
    ///     network holds; nil to begin anew.
    ///   - drawn: what that session drew. Hard labels that are missing are drawn anew, by the
    ///     network as it is now.
    public init(
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
        learns = network.blocks.indices.map(learners.contains)
        self.network = network
        self.trainer = trainer
        self.epochs = epochs
        sampleCount = samples.count
        self.validation = validation.flatMap { $0.count > 0 ? $0 : nil }
        self.progress = progress ?? TrainingProgress(blocks: network.blocks.count)
        engine = Engine(threads: trainer.threads, precision: trainer.precision)
        loader = DataLoader(
            samples, batchSize: trainer.batchSize, seed: network.seed, shuffles: trainer.shuffles,
            augmentations: trainer.augmentations)
        try TrainingSession.checkBatches(of: loader, for: network)
        let rows = min(trainer.batchSize, samples.count)
        presenter = Presenter(
            network, batchSize: rows, samples: samples.count, engine: engine)
        let shownRows = Presenter.rows(of: rows, network.objective.presentation)
        workspace = Workspace(
            for: network.blocks.map(\.plan), rows: shownRows, learners: learners,
            sharesRows: presenter.sharesRows, signal: engine.precision.storage)
        labels = Matrix(.int32, rows: rows, columns: 1)
        input = Matrix(engine.precision.storage, rows: rows, columns: network.input.count)
        batch = Batch(input: Signal(input), labels: labels, trueRows: 0)
        // Contrasted and augmented samples differ from epoch to epoch: there is nothing to keep.
        let isSteady = network.objective.presentation == .plain && trainer.augmentations.isEmpty
        frozen = FrozenOutputs(
            samples, rows: rows, budget: isSteady ? trainer.frozenOutputBudget : 0)
        self.samples = samples
        unlabelled = UnlabelledRows(
            network, rows: network.reader == nil ? 0 : rows, mayShare: presenter.sharesRows,
            engine: engine)
        readerRoom = network.reader.map { [engine] in
            ReaderRoom(for: $0, rows: rows, learns: true, engine: engine)
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
    public var round: Int { progress.round }
    /// Rounds in the whole training.
    public var rounds: Int {
        trainer.schedule.rounds(epochs: epochs, blocks: learners.count)
    }
    /// Batches in one round.
    public var batches: Int {
        trainer.schedule.batches(perEpoch: loader.batchesPerEpoch, blocks: learners.count)
    }
    public var batchesPerEpoch: Int { loader.batchesPerEpoch }
    /// Samples that are trained on, those held out not counted.
    public let sampleCount: Int

    /// Trains to the end, or until `goesOn` says no.
    ///
    /// - Parameters:
    ///   - goesOn: asked before every batch.
    ///   - onEpoch: told of every round that ends.
    /// - Returns: whether the end was reached. Otherwise `progress` says where it stands.
    @discardableResult
    public func run(
        goesOn: @escaping (TrainingProgress) -> Bool = { _ in true },
        onEpoch: (EpochReport) throws -> Void = { _ in }
    ) throws -> Bool {
        self.goesOn = goesOn
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
        progress.samples += shown
        progress.roundSamples += shown
    }

    /// Loads a batch and presents it; returns what the lowest block sees.
    func load(_ number: Int, ofEpoch epoch: Int) -> Signal {
        loader.prepare(epoch: epoch)
        prepareHardLabels(epoch: epoch)
        shown = loader.rows(ofBatch: number)
        let (samples, labels) = (input.rows(0..<shown), labels.rows(0..<shown))
        loader.load(batch: number, into: samples, labels: labels, on: engine)
        batch = presenter.present(
            samples, labels: labels, order: loader.order(ofBatch: number), epoch: epoch)
        return batch.input
    }

    /// Loads a batch as block `index` sees it: run through the blocks below, which do not learn.
    func load(_ number: Int, ofEpoch epoch: Int, through index: Int) -> Signal {
        var signal = load(number, ofEpoch: epoch)
        if let kept = frozen.gather(loader.order(ofBatch: number), through: index, on: engine) {
            return Signal(kept)
        }
        for below in 0..<index { signal = pass(signal, through: network.blocks[below]) }
        return signal
    }

    /// Lets a block learn from its input if it is to; returns what it passes on.
    func learn(_ block: BlockState, from signal: Signal) throws -> Signal {
        guard learns[block.index] else { return pass(signal, through: block) }
        learned = block.index + 1
        let frame = workspace.frame(ofBlock: block.index, rows: signal.rows)
        let loss = block.learn(
            batch, from: signal, in: frame, objective: network.objective, engine: engine)
        guard loss.isFinite else { throw notFinite("loss", block) }
        block.update(
            gradients: frame.gradientStore, optimizer: trainer.optimizer, rate: rate(of: block),
            engine: engine)
        progress.blocks[block.index].loss += loss * Double(shown)
        progress.blocks[block.index].samples += shown
        if block.head != nil {
            progress.blocks[block.index].correct += engine.countCorrect(
                frame.evidence, labels: batch.labels)
        }
        return Signal(frame.output)
    }

    /// Declares the blocks below `index` done for good: they keep their weights alone, and their
    /// outputs are kept instead of computed again where they fit the budget.
    func retire(below index: Int) {
        guard frozen.blocks < index else { return }
        for block in network.blocks[..<index] { block.releaseMemory() }
        var outputs = frozen
        outputs.advance(
            to: index, width: network.blocks[index].plan.input.count,
            pass: { pass(Signal($0), through: network.blocks[$1]).matrix }, engine: engine)
        frozen = outputs
    }

    /// Draws the wrong labels that the network itself finds likely, once for every epoch; they are
    /// part of a checkpoint, so that given them learning stays local.
    private func prepareHardLabels(epoch: Int) {
        guard let hardLabels = presenter.hardLabels, progress.hardLabelEpoch != epoch else {
            return
        }
        progress.hardLabelEpoch = epoch
        let random = RandomSource(seed: network.seed, for: .negatives)[epoch]
        let examiner = Examiner(
            network, blocks: network.blocks.count, modes: [.sum], engine: engine)
        examiner.examine(samples) {
            engine.drawHardLabels(
                from: $0.sum, labels: $0.labels, first: $0.first, random: random,
                into: hardLabels.rows($0.first..<$0.first + $0.labels.rows))
        }
    }

    public static let hardLabelsName = "negatives.labels"

    /// What was drawn by the network's own state and cannot be drawn again: this epoch's hard
    /// labels.
    public var drawn: [NamedTensor] {
        presenter.hardLabels.map {
            [NamedTensor(Self.hardLabelsName, shape: [$0.rows], matrix: $0)]
        } ?? []
    }

    /// Takes back what an earlier session drew. Without it the room would hold class 0 for every
    /// sample, its own class for some.
    private func restore(_ drawn: [NamedTensor]) {
        guard let hardLabels = presenter.hardLabels else { return }
        if let kept = drawn.first(where: { $0.name == Self.hardLabelsName }),
            kept.shape == [hardLabels.rows]
        {
            hardLabels.copy(from: kept.matrix)
        } else {
            progress.hardLabelEpoch = nil
        }
    }

    /// Runs one block as in evaluation.
    func pass(_ signal: Signal, through block: BlockState) -> Signal {
        let frame = workspace.frame(ofBlock: block.index, rows: signal.rows)
        block.forward(signal, in: frame, isTraining: false, engine: engine)
        return Signal(frame.output)
    }

    /// The learning rate of the block's next step.
    func rate(of block: BlockState) -> Double {
        let total = trainer.schedule.steps(epochs: epochs, batchesPerEpoch: batchesPerEpoch)
        return trainer.optimizer.learningRate
            * trainer.learningRateSchedule.factor(
                step: block.step, of: total, stepsPerEpoch: batchesPerEpoch)
    }

    func notFinite(_ what: String, _ block: BlockState) -> TrainingError {
        .notFinite(
            what: what, part: block.label, epoch: progress.round + 1,
            batch: progress.batch + 1)
    }

    /// A last step can spoil weights without a loss to tell of it.
    private func checkWeights() throws {
        for block in network.states where block.isReader || learns[block.index] {
            guard engine.mean(of: block.store).isFinite else { throw notFinite("weights", block) }
            guard engine.mean(of: block.bufferStore).isFinite else {
                throw notFinite("running statistics", block)
            }
        }
    }
}
