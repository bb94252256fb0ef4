import Foundation
import OnwardCatalog
import OnwardCompute
import OnwardData
import OnwardLearning
import OnwardModels
import OnwardNetworks
import OnwardRecipes
import OnwardSafetensors
import OnwardSettings

/// A training with its folder: what `onward train` runs.
///
/// Files are written when an epoch ends and when the run is stopped, each to a temporary name and
/// then renamed, so a run that is killed can be resumed from its last checkpoint and ends with the
/// same model, bit for bit, as one that was not.
package final class TrainingRun {
    /// With the training schedule that was chosen where it was left open.
    package let recipe: Recipe
    /// What was measured to choose it; nil where the recipe names one.
    package let scheduleChoice: ScheduleChoice?
    package let folder: RunFolder
    package let dataset: Dataset
    package let network: Network
    /// What differs from the machine and settings of the checkpoint that is resumed.
    package private(set) var changedEnvironment: [String]
    /// What became of the data since the checkpoint that is resumed, in a sentence.
    package let changedData: String?
    /// What every sample is for.
    private let samples: SampleRegister
    private let session: TrainingSession
    private let environment: RunEnvironment
    private var best: Checkpoint.BestResult?
    private var lastLoss: Double?
    /// Held until the run ends or stops.
    private var lock: RunLock?

    /// Begins a new run.
    ///
    /// - Parameters:
    ///   - recipe: a resolved one.
    ///   - folder: makes the folder; asked once everything else has been found to be in order, so
    ///     that a recipe that cannot run leaves none behind.
    package convenience init(
        _ recipe: Recipe, dataset: Dataset, folder: () throws -> RunFolder
    ) throws {
        var recipe = recipe
        let choice = try recipe.settle(for: dataset)
        let network = try recipe.makeNetwork(for: dataset)
        try self.init(
            recipe, KnownDataset(dataset), network, progress: nil, best: nil, earlier: nil,
            choice: choice, folder)
        try DataPlace(of: recipe, for: self.folder.url).write(to: self.folder.url)
        try AtomicFile.write(Data(try recipe.yaml.utf8), to: self.folder.recipe)
    }

    /// Continues a run from its last checkpoint.
    ///
    /// - Parameters:
    ///   - epochs: to train for more epochs than the recipe says; nil for just as many.
    ///   - precision: to go on in another precision; nil for the recipe's.
    ///   - acceptsChangedData: whether to go on with data that is not what it was.
    package convenience init(
        resuming folder: RunFolder, epochs: Int? = nil, precision: String? = nil,
        acceptsChangedData: Bool = false
    ) throws {
        let checkpoint = try Checkpoint(reading: folder.checkpoint)
        var recipe = try checkpoint.recipe(for: epochs)
        if let precision { recipe = try recipe.with(["precision": precision]) }
        let known = try recipe.placed(by: folder.url).loadDataset(
            for: checkpoint.network, samples: checkpoint.samples,
            acceptsChanges: acceptsChangedData)
        try self.init(
            recipe, known, checkpoint.network, progress: checkpoint.progress,
            best: checkpoint.best, earlier: checkpoint.environment, drawn: checkpoint.drawn
        ) { folder }
        lastLoss = checkpoint.loss
        try MetricsFile(url: folder.metrics).keep(through: checkpoint.progress.round)
        try AtomicFile.write(Data(try recipe.yaml.utf8), to: folder.recipe)
    }

    private init(
        _ recipe: Recipe, _ known: KnownDataset, _ network: Network, progress: TrainingProgress?,
        best: Checkpoint.BestResult?, earlier: RunEnvironment?, drawn: [NamedTensor] = [],
        choice: ScheduleChoice? = nil,
        _ folder: () throws -> RunFolder
    ) throws {
        scheduleChoice = choice
        let dataset = known.dataset
        samples = try known.samples ?? recipe.register(of: dataset)
        changedData = known.change
        session = try recipe.makeSession(network, on: dataset, progress: progress, drawn: drawn)
        self.recipe = recipe
        self.dataset = dataset
        self.network = network
        self.best = best
        environment = RunEnvironment(of: session.trainer)
        changedEnvironment = earlier.map(environment.differences) ?? []
        if known.isReordered { changedEnvironment.append("samples: in another order") }
        self.folder = try folder()
        lock = try RunLock(self.folder.url)
    }

    /// What a run by this recipe will take, without taking it.
    package static func plan(_ recipe: Recipe, dataset: Dataset) throws -> MemoryPlan {
        let network = try recipe.makeNetwork(for: dataset, storage: recipe.storage.planned)
        return try plan(recipe.makeSession(network, on: dataset), dataset)
    }

    /// What this run will take.
    package var plan: MemoryPlan { TrainingRun.plan(session, dataset) }

    private static func plan(_ session: TrainingSession, _ dataset: Dataset) -> MemoryPlan {
        session.memoryPlan(beside: [dataset.train, dataset.test], evaluates: true)
    }

    package var progress: TrainingProgress { session.progress }
    /// Epochs that will be reported in all.
    package var rounds: Int { session.rounds }
    /// Batches in one of them.
    package var batches: Int { session.batches }
    package var trainingSamples: Int { session.sampleCount }
    package var schedule: any Schedule { session.trainer.schedule }
    package var precision: Precision { environment.precision }

    /// Trains to the end or until `goesOn` says no, and writes everything down. At the end the
    /// network holds the weights of the model that is kept.
    ///
    /// - Returns: the final numbers; nil when stopped before the end.
    package func run(
        goesOn: @escaping (TrainingProgress) -> Bool = { _ in true },
        onEpoch: (EpochReport) -> Void = { _ in }
    ) throws -> RunSummary? {
        defer { lock = nil }
        var isExhausted = hasRunOutOfPatience
        let isDone = try session.run(
            goesOn: { !isExhausted && goesOn($0) },
            onEpoch: { report in
                lastLoss = report.loss
                try keepBest(report)
                try MetricsFile(url: folder.metrics).append(report)
                try writeCheckpoint()
                isExhausted = hasRunOutOfPatience
                onEpoch(report)
            })
        guard isDone || isExhausted else {
            try writeCheckpoint()
            return nil
        }
        if session.round == 0 { try writeCheckpoint() }
        if best == nil { try writeModel(validationAccuracy: nil) }
        return try summarize()
    }

    /// Whether `model.safetensors` is the best on validation data. A block-by-block training has
    /// no earlier state worth keeping: its upper blocks had not learned yet.
    private var keepsBest: Bool { recipe.learnsSimultaneously }

    private func keepBest(_ report: EpochReport) throws {
        guard keepsBest, let accuracy = report.validationAccuracy else { return }
        guard accuracy > best?.accuracy ?? -1 else { return }
        try writeModel(validationAccuracy: accuracy)
        best = Checkpoint.BestResult(epoch: report.epoch, accuracy: accuracy)
    }

    private var hasRunOutOfPatience: Bool {
        guard let patience = recipe.run.patience, let best else { return false }
        return session.round - best.epoch >= patience
    }

    private func writeCheckpoint() throws {
        try Checkpoint(
            network: network, recipe: recipe, progress: session.progress, best: best,
            loss: lastLoss, environment: environment, samples: samples, drawn: session.drawn
        ).save(to: folder.checkpoint)
    }

    private func writeModel(validationAccuracy: Double?) throws {
        let record = TrainingRecord(
            epochs: session.round, steps: network.blocks.map(\.step), loss: lastLoss,
            validationAccuracy: validationAccuracy)
        try ModelFile(network, recipe: recipe.withoutPaths, record: record, samples: samples).save(
            to: folder.model)
    }

    /// Judges the model that the run keeps on the test samples: the one use of them.
    private func summarize() throws -> RunSummary {
        try ModelFile.read(SafetensorsFile(reading: folder.model), into: network)
        let trainer = session.trainer
        let evaluation =
            network.predictionModes.isEmpty
            ? nil
            : try network.evaluate(
                on: dataset.test, prediction: trainer.prediction, threads: trainer.threads,
                precision: trainer.precision)
        let summary = RunSummary(
            recipe: recipe,
            blocks: network.blocks.map { state in
                state.block.layers.map(\.description).joined(separator: ",")
            }, parameters: network.parameterCount, votes: network.voteWeights,
            evaluation: evaluation,
            progress: session.progress, environment: environment, bestEpoch: best?.epoch)
        try AtomicFile.write(Data(try summary.json.utf8), to: folder.summary)
        return summary
    }
}
