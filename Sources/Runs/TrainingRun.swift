import Foundation
import OnwardCatalog
import OnwardCompute
import OnwardData
import OnwardInference
import OnwardLearning
import OnwardModels
import OnwardNetworks
import OnwardRecipes
import OnwardSafetensors
import OnwardSettings

/// A training with its folder: what `onward train` runs.
///
/// Model and checkpoint are written when an epoch ends, at most once a second, and when the run ends or
/// is stopped, each to a temporary name and then renamed; so a run that is killed can be resumed from
/// its last checkpoint and ends with the same model, bit for bit, as one that was not.
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
    let samples: SampleRegister
    /// Layers of the recipe that are none of the network's, in sentences.
    package let networkNotes: [String]
    /// What else there is to know of this run before it trains, in sentences that name settings by
    /// their keys in backquotes.
    package internal(set) var notes: [String] = []
    /// The epoch whose model is kept so far; nil where none is chosen.
    package internal(set) var best: BestEpoch?
    /// Of the model that is kept, on the test samples; nil before the end, and where the network cannot
    /// be asked.
    package internal(set) var evaluation: Evaluation?
    let session: TrainingSession
    let parts: StepParts
    let environment: RunEnvironment
    /// Where this program stands among those that train the network; alone, where there are no others.
    let place: SessionPlace
    /// All blocks, brought together from those who have them; nil until they first are.
    var gathered: Network?
    /// Time between two checkpoints within an epoch; nil for none.
    package var checkpointInterval: Duration?
    /// The best model, where its file does not hold it yet.
    var kept: KeptModel?
    var lastLoss: Double?
    /// Whether the checkpoint knows of the last epoch that ended.
    var isSaved = true
    /// When model and checkpoint were last written; nil before.
    var lastSaved: ContinuousClock.Instant?
    /// Held until the run ends or stops.
    private var lock: RunLock?

    /// Begins a new run.
    ///
    /// - Parameters:
    ///   - recipe: a resolved one.
    ///   - team: those who train the network with this program; nil for nobody.
    ///   - folder: makes the folder; asked once everything else has been found to be in order, so
    ///     that a recipe that cannot run leaves none behind. Of a team, the first is asked.
    package convenience init(
        _ recipe: Recipe, dataset: Dataset, team: (any RunTeam)? = nil,
        folder: () throws -> RunFolder
    ) throws {
        var recipe = recipe
        // A measurement would not come to the same everywhere.
        if team != nil, recipe.leavesScheduleOpen { recipe.take(Simultaneous()) }
        let choice = try recipe.settle(for: dataset)
        var place = SessionPlace()
        let network = try recipe.makeNetwork(
            for: dataset,
            held: team.map { team in
                {
                    place = try team.place(for: $0, recipe.makeTrainer())
                    return place.blocks.blocks(of: $0)
                }
            })
        try self.init(
            recipe, KnownDataset(dataset), network, progress: nil, best: nil, earlier: nil,
            choice: choice, place: place, folder)
        notes += try recipe.pretrainedNotes(network)
        guard place.cohort.leads else { return }
        try DataPlace(of: recipe, for: self.folder.url).write(to: self.folder.url)
        try writeRecipe()
    }

    /// Continues a run from its last checkpoint.
    ///
    /// - Parameters:
    ///   - epochs: to train for more epochs than the recipe says; nil for just as many.
    ///   - changes: what else is to be otherwise than the recipe has it.
    ///   - acceptsChangedData: whether to go on with data that is not what it was.
    ///   - team: those who train the network with this program, as many as there are now; nil for nobody.
    package convenience init(
        resuming folder: RunFolder, epochs: Int? = nil, changes: SettingValues = SettingValues(),
        acceptsChangedData: Bool = false, team: (any RunTeam)? = nil
    ) throws {
        var place = SessionPlace()
        let checkpoint = try Checkpoint(
            reading: folder.checkpoint,
            held: team.map { team in
                { network, recipe in
                    place = try team.place(for: network, recipe.makeTrainer())
                    return place.blocks.blocks(of: network)
                }
            })
        var recipe = try checkpoint.recipe(for: epochs)
        if !changes.isEmpty { recipe = try recipe.with(changes) }
        let known = try recipe.placed(by: folder.url).loadDataset(
            for: checkpoint.network, samples: checkpoint.samples,
            acceptsChanges: acceptsChangedData)
        try self.init(
            recipe, known, checkpoint.network, progress: checkpoint.progress,
            best: checkpoint.best, earlier: checkpoint.environment, drawn: checkpoint.drawn,
            place: place
        ) { folder }
        lastLoss = checkpoint.loss
        noteWhatHolds(sinceEpochs: checkpoint.recipe.run.epochs)
        guard place.cohort.leads else { return }
        try MetricsFile(url: folder.metrics).keep(through: checkpoint.progress.round)
        try writeRecipe()
    }

    private init(
        _ recipe: Recipe, _ known: KnownDataset, _ network: Network, progress: TrainingProgress?,
        best: BestEpoch?, earlier: RunEnvironment?, drawn: [NamedTensor] = [],
        choice: ScheduleChoice? = nil, place: SessionPlace,
        _ folder: () throws -> RunFolder
    ) throws {
        scheduleChoice = choice
        self.place = place
        let dataset = known.dataset
        samples = try known.samples ?? recipe.register(of: dataset)
        changedData = known.change
        session = try recipe.makeSession(
            network, on: dataset, progress: progress, drawn: drawn, place: place)
        parts = StepParts(of: session)
        networkNotes = try recipe.networkNotes(for: dataset)
        self.recipe = recipe
        self.dataset = dataset
        self.network = network
        self.best = best
        environment = RunEnvironment(of: session.trainer)
        changedEnvironment = earlier.map(environment.differences) ?? []
        if known.isReordered { changedEnvironment.append("samples: in another order") }
        try TrainingRun.checkPatience(session, recipe)
        try TrainingRun.requireSame(recipe, dataset, progress, environment, on: place)
        self.folder = try place.cohort.folder(folder)
        lock = place.cohort.leads ? try RunLock(self.folder.url) : nil
        noteEmptyValidation()
    }

    /// What a run by this recipe will take, without taking it.
    package static func plan(_ recipe: Recipe, dataset: Dataset) throws -> MemoryPlan {
        let network = try recipe.makeNetwork(for: dataset, storage: recipe.storage.planned)
        return try plan(recipe.makeSession(network, on: dataset), dataset)
    }

    /// What this run will take.
    package var plan: MemoryPlan { TrainingRun.plan(session, dataset) }

    private static func plan(_ session: TrainingSession, _ dataset: Dataset) -> MemoryPlan {
        var plan = session.memoryPlan(beside: [dataset.train, dataset.test], evaluates: true)
        if keepsBest(session) && session.rounds > 1 && KeptModel.mayWait(session.network) {
            plan.keptModel = session.network.states.reduce(0) { $0 + $1.weightBytes }
        }
        return plan
    }

    /// The network with all blocks, after the end.
    package var model: Network { gathered ?? network }
    /// Whether this program shows and writes what is of the whole run.
    package var leads: Bool { place.cohort.leads }
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
    /// - Parameter goesOn: asked before every batch, where batches do not come from a program of the team.
    /// - Returns: the final numbers; nil when stopped before the end.
    /// - Throws: `TrainingError` where losses or weights are no longer numbers; the model's file is then
    ///   the last good one, where there is any.
    package func run(
        goesOn: @escaping (TrainingProgress) -> Bool = { _ in true },
        onEpoch: (EpochReport) -> Void = { _ in }
    ) throws -> RunSummary? {
        defer { lock = nil }
        let isDone: Bool
        do {
            isDone = try train(goesOn, onEpoch)
        } catch let error as TrainingError {
            try keepLastGood()
            throw error
        }
        guard isDone else { return nil }
        if !isSaved || session.round == 0 { try save() }
        if best == nil { try writeModel() }
        return try summarize()
    }

    /// Returns false where it was stopped, and has been saved.
    private func train(
        _ goesOn: @escaping (TrainingProgress) -> Bool, _ onEpoch: (EpochReport) -> Void
    ) throws -> Bool {
        var (isExhausted, isStopped) = (hasRunOutOfPatience, false)
        while true {
            let begin = ContinuousClock.now
            let isDone = try session.run(
                goesOn: { [parts, place, checkpointInterval] progress in
                    parts.next(progress)
                    guard !isExhausted else { return false }
                    guard place.below == nil else { return true }
                    isStopped = isStopped || !goesOn(progress)
                    let isDue = checkpointInterval.map { .now - begin >= $0 } ?? false
                    return !isStopped && !(isDue && place.cohort.leads)
                },
                onEpoch: { report in
                    try take(report)
                    isExhausted = hasRunOutOfPatience
                    onEpoch(report)
                })
            if isDone || isExhausted { return true }
            try save()
            if try place.cohort.share(isStopped).contains(true) { return false }
            // All have come here, so nothing is on its way; nor is it before all links are as new.
            place.below?.open()
            place.above?.open()
            _ = place.cohort.share([])
        }
    }
}
