import Foundation
import OnwardCompute
import OnwardData
import OnwardLearning
import OnwardRecipes
import OnwardRuns
import OnwardSettings

/// Everything that a search is decided by, beside the data: the recipe that it begins with, what is
/// searched, how many trials there are and what they may take.
package struct TuningPlan: Codable, Sendable {
    /// Resolved, and with a training schedule that has been chosen.
    package let recipe: Recipe
    package let space: SearchSpace
    package let trials: Int
    package let budget: Int
    package let halving: HalvingPlan
    let environment: RunEnvironment

    /// - Parameters:
    ///   - recipe: a resolved one. Its epochs and patience are not used: the budget says how long
    ///     trials train.
    ///   - space: nil for the usual one.
    ///   - budget: epochs over all trials and rungs; nil for 8 for every trial.
    /// - Throws: where any of the trials cannot be trained or judged.
    package init(
        _ recipe: Recipe, dataset: Dataset, space: SearchSpace? = nil, trials: Int = 16,
        budget: Int? = nil
    ) throws {
        self.trials = trials
        self.budget = budget ?? 8 * trials
        halving = try HalvingPlan(trials: trials, budget: self.budget)
        var recipe = recipe
        try TuningPlan.check(recipe, dataset)
        recipe.run.patience = nil
        recipe.run.epochs = halving.rungs.last?.epochs ?? recipe.run.epochs
        let network = try recipe.makeNetwork(for: dataset, storage: recipe.storage.planned)
        if network.predictionModes.isEmpty {
            throw SettingsError(
                "reader",
                expected: "there, because the network sees no labels, and without a reader has no "
                    + "validation accuracy to choose by", got: "none",
                remedy: "say which blocks it reads, such as upper")
        }
        let space = try space ?? .usual(for: recipe)
        try space.check(for: recipe)
        self.space = space
        // A trial that cannot run must not be found out after an hour.
        for trial in 1...trials {
            _ = try TrainingRun.plan(space.recipe(ofTrial: trial, of: recipe), dataset: dataset)
        }
        // Each trial's network decides where its labels are written.
        try recipe.chooseSchedule(for: dataset)
        self.recipe = recipe
        environment = RunEnvironment(of: try recipe.makeTrainer())
    }

    private static func check(_ recipe: Recipe, _ dataset: Dataset) throws {
        let fraction = recipe.samples.validation
        let heldOut =
            0..<1 ~= fraction ? try recipe.learningSamples(of: dataset).validation.count : 0
        guard heldOut > 0 else {
            throw SettingsError(
                "validation",
                expected: "a share that holds out some of \(dataset.train.count) training samples, "
                    + "because a search chooses by validation accuracy", got: fraction,
                remedy: "give a share such as 0.1")
        }
        let schedule = recipe.trainer.schedule
        if !schedule.countsEpochs {
            throw SettingsError(
                "steps-per-block",
                expected: "left out, and rounds with it, because they fix how long a training is, "
                    + "which is for a search to vary",
                got: schedule.values["steps-per-block"] ?? type(of: schedule).name)
        }
    }

    /// What a trial is trained by in a rung; both are counted from 1.
    func recipe(ofTrial trial: Int, rung: Int) throws -> Recipe {
        var recipe = try space.recipe(ofTrial: trial, of: recipe)
        recipe.run.epochs = halving.rungs[rung - 1].epochs
        return recipe
    }

    private enum CodingKeys: String, CodingKey {
        case recipe, search, trials, budget, environment
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        recipe = try values.decode(Recipe.self, forKey: .recipe)
        space = try SearchSpace(try values.decode(String.self, forKey: .search))
        trials = try values.decode(Int.self, forKey: .trials)
        budget = try values.decode(Int.self, forKey: .budget)
        environment = try values.decode(RunEnvironment.self, forKey: .environment)
        halving = try HalvingPlan(trials: trials, budget: budget)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(recipe, forKey: .recipe)
        try values.encode(space.description, forKey: .search)
        try values.encode(trials, forKey: .trials)
        try values.encode(budget, forKey: .budget)
        try values.encode(environment, forKey: .environment)
    }
}
