import OnwardCatalog
import OnwardCompute
import OnwardData
import OnwardInference
import OnwardLearning
import OnwardNetworks
import OnwardOptimizers
import OnwardPictures
import OnwardSettings

extension Precision {
    /// The one of this name, or the faster one on this processor for `auto`; float32 for none.
    ///
    /// - Throws: where there is no such name, or this processor cannot.
    package init(named name: String?) throws {
        switch name {
        case nil: self = .float32
        case "auto": self = .automatic
        case let name?:
            self = try Recipe.choice("precision", name, among: Precision.self, or: ["auto"])
        }
        try validate()
    }
}

extension Recipe {
    static let usualNetwork = "1000,1000"

    /// The same with every choice that was left open made, so that it runs alike elsewhere.
    package func resolved() throws -> Recipe {
        var recipe = self
        let algorithm = try Catalog.withPictures.algorithm(self.algorithm)
        if network != nil && blocks != nil {
            throw RecipeError("both network and blocks say what the layers are; leave one out")
        }
        recipe.algorithm = algorithm.name
        if blocks == nil { recipe.network = network ?? Recipe.usualNetwork }
        recipe.corrupt = try corrupt.map { try Corruption(notation: $0).description }
        recipe.augment = try augment.map { _ in
            try makeAugmentations().map(\.description).joined(separator: ",")
        }
        recipe.objective = objective ?? type(of: algorithm.objective).name
        recipe.feedback = feedback ?? algorithm.feedback.rawValue
        recipe.trainingSchedule =
            trainingSchedule
            ?? (algorithm.schedule is Simultaneous
                ? Recipe.automaticSchedule : type(of: algorithm.schedule).name)
        recipe.bias = bias ?? algorithm.bias
        let optimizer = try makeOptimizer()
        recipe.lr = optimizer.learningRate
        recipe.weightDecay = optimizer.weightDecay
        recipe.threads = threads ?? Engine.availableThreads
        recipe.precision = try Precision(named: precision).rawValue
        return recipe
    }

    /// How this recipe trains. The recipe is to be a resolved one.
    package func makeTrainer() throws -> Trainer {
        try SettingsError.require(
            validation >= 0 && validation < 1, "validation", "at least 0 and below 1",
            got: validation)
        try SettingsError.require(
            patience ?? 1 >= 1, "patience", "at least 1", got: patience ?? 1)
        if patience != nil && (validation == 0 || !learnsSimultaneously) {
            throw RecipeError(
                "patience needs validation data and a training schedule under which all blocks learn: it stops "
                    + "when the whole network's validation accuracy no longer rises")
        }
        try SettingsError.require(
            (0...1 << 40).contains(frozenOutputs ?? 0), "frozen-outputs", "MiB, at least 0",
            got: frozenOutputs ?? 0)
        let form = try Recipe.choice("schedule", schedule, among: LearningRateSchedule.Form.self)
        return Trainer(
            optimizer: try makeOptimizer(), batchSize: batchSize,
            gradientAccumulation: accumulate ?? 1, schedule: try makeSchedule(),
            learningRateSchedule: LearningRateSchedule(form, warmupEpochs: warmupEpochs),
            shuffles: !noShuffle, augmentations: try makeAugmentations(),
            prediction: try prediction.map {
                try Recipe.choice("prediction", $0, among: PredictionMode.self)
            },
            threads: threads ?? Engine.availableThreads,
            precision: try Precision(named: precision),
            frozenOutputBudget: (frozenOutputs ?? 1024) << 20)
    }

    /// The training of a network by this recipe, on all training samples but those that it holds out.
    ///
    /// - Parameters:
    ///   - progress: where an earlier session stood; nil to begin anew.
    ///   - drawn: what that session drew.
    package func makeSession(
        _ network: Network, on dataset: Dataset, progress: TrainingProgress? = nil,
        drawn: [NamedTensor] = []
    ) throws -> TrainingSession {
        let trainer = try makeTrainer()
        let (training, validation) = try trainingSamples(of: dataset).holdOut(
            validation, classes: dataset.classes.count, seed: seed)
        return try TrainingSession(
            network, trainer: trainer, samples: training, validation: validation, epochs: epochs,
            progress: progress, drawn: drawn)
    }

    /// What this recipe trains on: the training samples, spoiled where it says so.
    package func trainingSamples(of dataset: Dataset) throws -> Samples {
        guard let corrupt else { return dataset.train }
        return try Corruption(notation: corrupt).apply(
            to: dataset.train, classes: dataset.classes.count, seed: seed
        ).samples
    }

    private func makeAugmentations() throws -> [any Augmentation] {
        guard let augment else { return [] }
        return try augment.split(separator: ",", omittingEmptySubsequences: false).map { item in
            let parts = item.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return try Catalog.withPictures.augmentation(String(parts[0])).init(
                notation: parts.count > 1 ? String(parts[1]) : nil)
        }
    }

    private func makeOptimizer() throws -> any Optimizer {
        let type = try Catalog.withPictures.optimizer(optimizer)
        let given = ["lr": lr, "weight-decay": weightDecay, "momentum": momentum]
        var values = SettingValues(given.compactMapValues { $0.map { SettingText.of($0) } })
        if nesterov { values["nesterov"] = "true" }
        try values.check(known: type.declarations, for: type.name)
        return try type.init(values)
    }
}
