import Foundation
import OnwardData
import OnwardLearning
import OnwardRecipes
import OnwardRuns
import OnwardSafetensors
import OnwardSettings

/// A search for settings under way: seeded random search with successive halving.
///
/// Every trial has the recipe's seed, so all of them hold out the same samples to validate with and
/// begin with the same random numbers. Test samples are not at hand. What is done
/// is written down after each trial of a rung, and a search that goes on from there ends like an
/// unbroken one.
///
/// - Reference: Bergstra and Bengio, *Random Search for Hyper-Parameter Optimization*, 2012.
package final class Tuning {
    package let plan: TuningPlan
    /// As it was loaded.
    package let dataset: Dataset
    /// The same without samples to test with: nothing here can be judged on them.
    private let visible: Dataset
    /// What differs from the machine and settings that the search began with.
    package let changedEnvironment: [String]
    package private(set) var results: [TrialResult]
    private let folder: TuningFolder
    /// Held until the search ends or stops.
    private let lock: RunLock

    /// Begins a new search.
    ///
    /// - Parameter folder: makes the folder; asked once everything else has been found to be in order.
    package init(_ plan: TuningPlan, dataset: Dataset, folder: () throws -> RunFolder) throws {
        self.plan = plan
        self.dataset = dataset
        visible = dataset.withoutTest
        self.folder = TuningFolder(url: try folder().url)
        lock = try RunLock(self.folder.url)
        (changedEnvironment, results) = ([], [])
        try self.folder.write(plan, plan.recipe.register(of: dataset))
    }

    /// Goes on with the search in a folder.
    ///
    /// - Parameters:
    ///   - dataset: nil to load the one that the search's recipe names.
    ///   - acceptsChangedData: whether to go on with data that is not what it was.
    /// - Throws: `FileError` that names what changed.
    package init(
        resuming url: URL, dataset: Dataset? = nil, acceptsChangedData: Bool = false
    ) throws {
        folder = TuningFolder(url: url)
        plan = try folder.plan()
        lock = try RunLock(url)
        self.dataset = try dataset ?? plan.recipe.placed(by: url).loadDataset()
        if !acceptsChangedData {
            try Tuning.compare(self.dataset, plan.recipe, with: folder.register())
        }
        visible = self.dataset.withoutTest
        changedEnvironment = RunEnvironment(of: try plan.recipe.makeTrainer())
            .differences(from: plan.environment)
        results = try folder.results()
    }

    /// Trials can be compared that learned from the same samples and were judged by the same.
    private static func compare(
        _ dataset: Dataset, _ recipe: Recipe, with register: SampleRegister?
    ) throws {
        guard let register, try recipe.register(of: dataset, salt: register.salt) != register else {
            return
        }
        let change = DataChange(from: register, to: dataset)
        throw FileError(
            .inconsistent, at: recipe.data.name, expected: "the data that the search began with",
            got: change.isNone ? "its samples in another order" : change.text,
            remedy: "bring back the data as it was, or allow what changed by `accept-changed-data`")
    }

    package var url: URL { folder.url }
    /// The chosen recipe, once there is one.
    package var recipeFile: URL { folder.recipe }

    /// Searches to the end or until `goesOn` says no, and writes everything down.
    ///
    /// - Returns: what was chosen; nil when stopped before the end.
    /// - Throws: `TuningError` where every trial diverged.
    package func run(
        goesOn: @escaping (TrialProgress) -> Bool = { _ in true },
        onTrial: (TrialResult) -> Void = { _ in }
    ) throws -> TrialResult? {
        let known = results
        var place = 0
        var contestants = Array(1...plan.trials)
        var ranked: [TrialResult] = []
        for (index, rung) in plan.halving.rungs.enumerated() {
            if index > 0 { contestants = ranked.prefix(rung.trials).map(\.trial).sorted() }
            var rungResults: [TrialResult] = []
            for trial in contestants {
                if place < known.count {
                    rungResults.append(try check(known[place], trial, rung: index + 1))
                    place += 1
                } else {
                    guard let result = try train(trial, rung: index + 1, goesOn) else { return nil }
                    try folder.append(result)
                    results.append(result)
                    rungResults.append(result)
                    onTrial(result)
                }
            }
            ranked = TrialResult.ranking(rungResults).filter { $0.validationAccuracy != nil }
        }
        guard let best = ranked.first else {
            throw TuningError(rung: results.last?.rung ?? 1)
        }
        try AtomicFile.write(Data(try chosen(best).utf8), to: folder.recipe)
        return best
    }

    /// - Returns: the result that was written down before, if it is this search's.
    private func check(_ result: TrialResult, _ trial: Int, rung: Int) throws -> TrialResult {
        let recipe = try plan.recipe(ofTrial: trial, rung: rung)
        guard
            result.isWork(
                trial, rung: rung, epochs: recipe.run.epochs, plan.space.settings(of: recipe))
        else {
            throw FileError(
                .inconsistent, at: folder.trials,
                expected: "trial \(trial) of rung \(rung) with its settings",
                got: "trial \(result.trial) of rung \(result.rung)",
                remedy: "bring back the file as it was, or begin a new search")
        }
        return result
    }

    /// - Returns: nil when stopped before the end.
    private func train(
        _ trial: Int, rung: Int, _ goesOn: @escaping (TrialProgress) -> Bool
    ) throws -> TrialResult? {
        let start = ContinuousClock.now
        let recipe = try plan.recipe(ofTrial: trial, rung: rung)
        let session = try recipe.makeSession(recipe.makeNetwork(for: visible), on: visible)
        var best: BestEpoch?
        do {
            let isDone = try session.run(
                goesOn: { [rounds = session.rounds, batches = session.batches] progress in
                    goesOn(
                        TrialProgress(
                            rung: rung, trial: trial, epoch: progress.round + 1, epochs: rounds,
                            batch: progress.batch, batches: batches))
                },
                onEpoch: { report in
                    // Block by block the earlier epochs are not the whole network's.
                    let before = recipe.learnsSimultaneously ? best : nil
                    best = BestEpoch(report, after: before) ?? best
                })
            guard isDone else { return nil }
        } catch TrainingError.notFinite {
            best = nil
        }
        return TrialResult(
            trial: trial, rung: rung, epochs: recipe.run.epochs,
            settings: plan.space.settings(of: recipe), validationAccuracy: best?.accuracy,
            bestEpoch: best?.epoch, seconds: (ContinuousClock.now - start) / .seconds(1))
    }

    /// The recipe that was chosen, and how.
    private func chosen(_ best: TrialResult) throws -> String {
        let recipe = try plan.recipe(ofTrial: best.trial, rung: best.rung)
        let accuracy = String(format: "%.4f", best.validationAccuracy ?? 0)
        return """
            # Chosen by a search: trial \(best.trial) of \(plan.trials), validation accuracy \
            \(accuracy) after epoch \(best.bestEpoch ?? 0) of \(best.epochs).
            # Searched: \(plan.space); budget \(plan.budget) epochs, seed \(recipe.run.seed).
            # No test sample had a say.
            \(try recipe.yaml)
            """
    }

    /// Of the trials to come, by the time of those that are done; nil before there are any.
    package var secondsLeft: Double? {
        let done = results.reduce(0) { $0 + $1.epochs }
        guard done > 0 else { return nil }
        let perEpoch = results.reduce(0) { $0 + $1.seconds } / Double(done)
        return perEpoch * Double(max(0, plan.halving.epochs - done))
    }
}

extension Dataset {
    fileprivate var withoutTest: Dataset {
        Dataset(
            name: name, classes: classes, train: train, test: test.selecting([]),
            validation: validation,
            preparation: preparation, findings: findings)
    }
}
