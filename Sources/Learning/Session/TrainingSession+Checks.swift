import OnwardData
import OnwardNetworks
import OnwardObjectives
import OnwardSettings

/// What cannot be trained, found before anything is made.
extension TrainingSession {
    static func check(
        _ network: Network, _ trainer: Trainer, _ samples: Samples, epochs: Int
    ) throws {
        try trainer.validate()
        try SettingsError.require(epochs >= 0, "epochs", "at least 0", got: epochs)
        guard samples.count > 0 else { throw TrainingError.noSamples }
        try network.check(samples)
        if trainer.classWeights != .none,
            (network.objective as? any ClassWeighing)?.weighsClasses != true
        {
            throw SettingsError(
                "class-weights",
                expected: "none where the objective, \(type(of: network.objective).name), "
                    + (network.objective.presentation.showsLabels
                        ? "does not weigh classes" : "is told of no classes"),
                got: trainer.classWeights.rawValue)
        }
        for augmentation in trainer.augmentations {
            try augmentation.validate(for: samples.shape)
        }
    }

    /// Throws where the schedule cannot train so many blocks.
    static func check(
        _ trainer: Trainer, _ network: Network, learners: Int, epochs: Int
    ) throws {
        let schedule = trainer.schedule
        try SettingsError.require(
            learners > 0 || epochs == 0 || schedule.rounds(epochs: epochs, blocks: 0) > 0,
            "the training schedule", "simultaneous where a reader learns alone",
            got: type(of: schedule).name)
        try schedule.validate(
            blocks: learners, hasReader: network.reader != nil, threads: trainer.threads)
        if network.storage.folder != nil {
            try SettingsError.require(
                schedule.finishesBlocks, "the training schedule",
                "layerwise, each block to its end, where weights lie in files",
                got: type(of: schedule).name)
            try SettingsError.require(
                trainer.precision.storage == .float32, "precision",
                "float32 where weights lie in files: their rounded copies would lie in memory",
                got: trainer.precision.rawValue)
        }
    }

    /// Throws where a session cannot train the network together with others.
    package static func check(
        _ place: SessionPlace, _ network: Network, _ trainer: Trainer, hasValidation: Bool
    ) throws {
        try checkParts(of: network, by: trainer, shards: place.shard.count)
        guard place.blocks.blocks(of: network) != network.blocks.indices else { return }
        let asksAll = place.inquirer != nil
        let setting = "blocks shared among sessions"
        try SettingsError.require(
            trainer.schedule.teachesAllBlocks
                && trainer.schedule.stages(
                    threads: trainer.threads, blocks: network.blocks.count) == 1,
            setting, "trained by the simultaneous schedule", got: type(of: trainer.schedule).name)
        try SettingsError.require(
            network.reader == nil, setting,
            "trained without a reader, which reads all blocks after every step", got: "one")
        try SettingsError.require(
            asksAll || !hasValidation, setting,
            "trained without validation samples, which ask all blocks", got: "some")
        if !asksAll, case .contrast(_, .hardLabel, _) = network.objective.presentation {
            throw SettingsError(
                setting, expected: "trained without hard labels, which ask all blocks",
                got: "hard-label")
        }
    }

    /// Throws where a layer cannot learn from the epoch's last batch, which holds what is left.
    static func checkBatches(of source: BatchSource, for network: Network) throws {
        let parts = source.parts(ofBatch: source.lastBatch)
        try SettingsError.require(
            !parts.isEmpty, "the shard of a batch",
            "one that holds samples of an epoch's last batch, which holds what is left",
            got: "none; take another batch size")
        let rows = Presenter.rows(
            of: source.loader.rows(ofBatch: parts.upperBound - 1), network.objective.presentation)
        for block in network.blocks {
            for (layer, plan) in zip(block.layers, block.plan.layers) where rows < plan.minimumRows
            {
                throw TrainingError.batchTooSmall(
                    rows: rows, minimum: plan.minimumRows, layer: layer.description,
                    block: block.index + 1)
            }
        }
    }
}
