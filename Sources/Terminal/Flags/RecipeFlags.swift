// Written by `make settings` from what the settings' owners declare; a test holds it.
import ArgumentParser

/// All settings of a recipe, as flags.
package struct RecipeFlags: ParsableArguments {
    @OptionGroup(title: "Data") var dataFlags: DataFlags
    @OptionGroup(title: "Kind of data") var kindOfDataFlags: KindOfDataFlags
    @OptionGroup(title: "Training samples") var trainingSamplesFlags: TrainingSamplesFlags
    @OptionGroup(title: "Network") var networkFlags: NetworkFlags
    @OptionGroup(title: "Objective") var objectiveFlags: ObjectiveFlags
    @OptionGroup(title: "Training schedule") var trainingScheduleFlags: TrainingScheduleFlags
    @OptionGroup(title: "Optimizer") var optimizerFlags: OptimizerFlags
    @OptionGroup(title: "Learning rate") var learningRateFlags: LearningRateFlags
    @OptionGroup(title: "Training") var trainingFlags: TrainingFlags
    @OptionGroup(title: "Run") var runFlags: RunFlags

    package init() {}

    /// What was given, by key.
    package var given: [String: String] {
        let groups = [
            dataFlags.given,
            kindOfDataFlags.given,
            trainingSamplesFlags.given,
            networkFlags.given,
            objectiveFlags.given,
            trainingScheduleFlags.given,
            optimizerFlags.given,
            learningRateFlags.given,
            trainingFlags.given,
            runFlags.given,
        ]
        return groups.reduce(into: [:]) { all, given in
            for (key, value) in given { all[key] = value }
        }
    }
}
