import Foundation
import OnwardCatalog
import OnwardCompute
import OnwardData
import OnwardLearning
import OnwardModels
import OnwardNetworks
import OnwardObjectives
import OnwardPictures
import OnwardSettings

/// Everything that a training is decided by, in sections that the rooms below understand.
///
/// A recipe is made of what was given: what a file says, overridden by flags. What neither says is
/// preset by the algorithm, or has the default that its owner declares. The recipe that is saved
/// with a run holds every setting, so it means the same for every later version.
package struct Recipe: Sendable {
    package var data: RecipeData
    package var samples: TrainingSamples
    package var algorithm: Algorithm
    /// Whether the algorithm presets its author's settings.
    package let asInPaper: Bool
    package var network: NetworkDesign
    package var objective: any Objective
    /// How the network is trained: optimizer, schedules, batches, threads, precision.
    package var trainer: Trainer
    /// Whether the training schedule is yet to be chosen, by a measurement.
    package var leavesScheduleOpen: Bool
    package var run: RunTerms
    /// What its names mean.
    package let catalog: Catalog

    /// - Throws: `SettingsError` for what is no setting, out of its range, or a sibling's of what was
    ///   chosen; `UnknownNameError`.
    package init(_ given: SettingValues, catalog: Catalog = .withPictures) throws {
        let sheet = RecipeSheet(catalog)
        try sheet.checkKeys(of: given)
        self.catalog = catalog
        algorithm = try catalog.algorithm(given[RecipeKey.algorithm] ?? Algorithm.monoForward.name)
        asInPaper = try SettingForm<Bool>.either(RecipeKey.paper, or: RecipeKey.usual).value(
            of: given[RecipeKey.settings] ?? RecipeKey.usual, for: RecipeKey.settings)
        let presets = algorithm.values(in: given.version, asInPaper: asInPaper)
        let values = sheet.overriding(presets, by: given)
        data = try RecipeData(values)
        data.take(values, sheet)
        samples = try TrainingSamples(values)
        if let blocks = values["blocks"] { try LayerSpec.check(blocks) }
        network = try NetworkDesign(values)
        try network.settle(given, algorithm)
        let objectiveName = values[RecipeKey.objective] ?? CrossEntropy.name
        objective = try catalog.objective(objectiveName).init(values)
        trainer = try Trainer(values, catalog)
        let schedule = values[RecipeKey.trainingSchedule] ?? RecipeKey.automatic
        leavesScheduleOpen = schedule == RecipeKey.automatic
        run = try RunTerms(values)
        try sheet.checkSiblings(objectiveName, of: RecipeKey.objective, in: values)
        try sheet.checkSiblings(schedule, of: RecipeKey.trainingSchedule, in: values)
        try sheet.checkSiblings(
            type(of: trainer.optimizer).name, of: RecipeKey.optimizer, in: values)
        try samples.resolve(catalog, &trainer)
    }

    /// The usual training of the usual network; names no data.
    package init() throws { try self.init(SettingValues()) }

    /// All settings, so that every later version makes the same recipe of them.
    package var values: SettingValues {
        var values = data.completed(catalog)
        for section in sections { values = values.overridden(by: section.values) }
        values[RecipeKey.algorithm] = algorithm.name
        values[RecipeKey.settings] = asInPaper ? RecipeKey.paper : RecipeKey.usual
        values[RecipeKey.objective] = type(of: objective).name
        values[RecipeKey.optimizer] = type(of: trainer.optimizer).name
        values[RecipeKey.trainingSchedule] = RecipeKey.automatic
        if !leavesScheduleOpen {
            values = values.overridden(by: trainer.schedule.values)
            values[RecipeKey.trainingSchedule] = type(of: trainer.schedule).name
        }
        // Parentheses and lists of blocks say where blocks begin.
        if network.namesBlocks { values["block-size"] = nil }
        return values
    }

    /// What has settings of its own, but for the training schedule, which may be open.
    private var sections: [any Configurable] {
        [
            samples, network, objective, trainer.optimizer, trainer.learningRateSchedule, trainer,
            run,
        ]
    }

    /// The settings that can be searched for, and the values that are where none are named.
    package var usualSearch: [(key: String, values: String)] { sections.flatMap(\.usualSearch) }

    /// The same with some settings in place of its own.
    package func with(_ changes: SettingValues) throws -> Recipe {
        try Recipe(RecipeSheet(catalog).overriding(values, by: changes), catalog: catalog)
    }
}
