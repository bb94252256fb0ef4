import OnwardData
import OnwardLearning
import OnwardNetworks
import OnwardOptimizers
import OnwardRecipes
import OnwardSettings

/// An epoch on samples that come bit by bit: nobody knows how many there will be, so the learning rate stays
/// what it begins with, and none are held out.
struct ArrayLesson: ArrayTeaching {
    private let model: TrainedModel
    let session: TrainingSession

    /// The first of a network that is yet to be made.
    init(first recipe: Recipe, on dataset: Dataset) throws {
        var recipe = recipe
        (recipe.data, recipe.samples.validation) = (RecipeData(), 0)
        if recipe.leavesScheduleOpen { recipe.take(Simultaneous()) }
        try recipe.settle(for: dataset)
        let network = try recipe.makeNetwork(for: dataset)
        try self.init(TrainedModel(network, recipe), on: dataset.train)
    }

    /// One more of a network.
    init(_ model: TrainedModel, on samples: Samples) throws {
        self.model = model
        let recipe = model.recipe
        try SettingsError.require(
            recipe.learnsSimultaneously, "training-schedule",
            "simultaneous or pipelined where samples come bit by bit",
            got: type(of: recipe.trainer.schedule).name)
        var trainer = try recipe.makeTrainer()
        trainer.learningRateSchedule = LearningRateSchedule(.constant)
        // Numbers are drawn anew for every lesson, as for every epoch.
        var progress = TrainingProgress(blocks: model.network.blocks.count)
        progress.round = model.record?.epochs ?? 0
        session = try TrainingSession(
            model.network, trainer: trainer, samples: samples, epochs: progress.round + 1,
            progress: progress)
    }

    func run(_ listener: Listener) throws -> TrainedModel {
        var last: EpochReport?
        try session.run(
            goesOn: listener.goesOn,
            onEpoch: { report in
                last = report
                try listener.hear(report)
            })
        return model.trained(session.record(last))
    }
}
