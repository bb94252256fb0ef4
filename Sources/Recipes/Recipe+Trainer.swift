import OnwardCatalog
import OnwardData
import OnwardLearning
import OnwardModels
import OnwardNetworks
import OnwardSettings

extension Recipe {
    /// How this recipe trains.
    ///
    /// - Throws: where it cannot, here or at all.
    package func makeTrainer() throws -> Trainer {
        try validate()
        return trainer
    }

    /// Throws where it cannot be trained by on this machine.
    package func validate() throws {
        try trainer.validate()
        try objective.validate()
        if let patience = run.patience, !learnsSimultaneously {
            throw SettingsError(
                "patience", expected: "left out where some blocks learn before others",
                got: patience,
                remedy:
                    "choose another `training-schedule`; it stops by the whole network's accuracy")
        }
    }

    /// The training of a network by this recipe, on all training samples but those that it holds out.
    ///
    /// - Parameters:
    ///   - blocks: numbers of the blocks that learn; nil for all that are not frozen.
    ///   - progress: where an earlier session stood; nil to begin anew.
    ///   - drawn: what that session drew.
    ///   - place: where the session stands among others.
    package func makeSession(
        _ network: Network, on dataset: Dataset, blocks: [Int]? = nil,
        progress: TrainingProgress? = nil, drawn: [NamedTensor] = [],
        place: SessionPlace = SessionPlace()
    ) throws -> TrainingSession {
        let trainer = try makeTrainer()
        let (training, validation) = try learningSamples(of: dataset)
        return try TrainingSession(
            network, trainer: trainer, samples: training, validation: validation,
            epochs: run.epochs, blocks: blocks, progress: progress, drawn: drawn, place: place)
    }

    /// What this recipe learns from, and what it validates with: the data's own part, or the share of the
    /// training samples that it holds out.
    package func learningSamples(
        of dataset: Dataset
    ) throws -> (training: Samples, validation: Samples) {
        let training = try trainingSamples(of: dataset)
        if let validation = dataset.validation { return (training, validation) }
        return try training.holdOut(
            samples.validation, classes: dataset.classes.count, seed: run.seed)
    }

    /// Per training sample, whether it is held out of data that has no part to validate with.
    func heldOutSamples(of dataset: Dataset) throws -> [Bool] {
        guard dataset.validation == nil else {
            return Array(repeating: false, count: dataset.train.count)
        }
        let heldOut = try trainingSamples(of: dataset).heldOut(
            samples.validation, classes: dataset.classes.count, seed: run.seed)
        // Noise stands behind the samples that it is made of.
        return Array(heldOut.prefix(dataset.train.count))
    }

    /// All training samples, spoiled where this recipe says so.
    package func trainingSamples(of dataset: Dataset) throws -> Samples {
        guard let corruption = samples.corruption else { return dataset.train }
        return try Corruption(notation: corruption).apply(
            to: dataset.train, classes: dataset.classes.count, seed: run.seed
        ).samples
    }
}

extension TrainingSamples {
    /// Brings both notations into their usual form, and makes what the trainer does to images.
    mutating func resolve(_ catalog: Catalog, _ trainer: inout Trainer) throws {
        corruption = try corruption.map { try Corruption(notation: $0).description }
        trainer.augmentations = try augmentations(catalog)
        if !trainer.augmentations.isEmpty {
            augmentation = trainer.augmentations.map(\.description).joined(separator: ",")
        }
    }

    private func augmentations(_ catalog: Catalog) throws -> [any Augmentation] {
        guard let augmentation else { return [] }
        return try augmentation.split(separator: ",", omittingEmptySubsequences: false).map {
            let parts = $0.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return try catalog.augmentation(String(parts[0])).init(
                notation: parts.count > 1 ? String(parts[1]) : nil)
        }
    }
}
