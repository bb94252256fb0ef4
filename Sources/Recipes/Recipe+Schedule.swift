import OnwardCatalog
import OnwardData
import OnwardLearning
import OnwardOptimizers
import OnwardSettings

extension Recipe {
    /// Whether all blocks learn in every epoch, one of them at a time or several.
    package var learnsSimultaneously: Bool { trainer.schedule.teachesAllBlocks }

    /// Settles what the recipe leaves open until the data is known, so that it runs alike again.
    ///
    /// - Returns: what was measured to choose a schedule; nil where the recipe names one.
    @discardableResult
    package mutating func settle(for dataset: Dataset) throws -> ScheduleChoice? {
        network.bias = network.bias.settled(for: dataset.shape)
        objective = try network.settle(objective, dataset)
        let heldOut = dataset.validation == nil ? samples.validation : 0
        let trained = (1 - heldOut) * Double(dataset.train.count)
        trainer.settle(
            for: Int(trained),
            seesPositions: try network.seesPositions(objective, dataset))
        run.settle(batches: Int((trained / Double(trainer.batchSize)).rounded(.up)))
        return try chooseSchedule(for: dataset)
    }

    /// Settles the schedule alone.
    @discardableResult
    package mutating func chooseSchedule(for dataset: Dataset) throws -> ScheduleChoice? {
        guard leavesScheduleOpen else { return nil }
        let recipe = self
        // Noise and held out samples would change nothing that can be measured.
        let choice = try ScheduleChoice(
            trainer: try makeTrainer(), samples: dataset.train, epochs: run.epochs
        ) { try recipe.makeNetwork(for: dataset) }
        take(choice.schedule)
        return choice
    }

    /// The same by this schedule.
    package mutating func take(_ schedule: any Schedule) {
        (trainer.schedule, leavesScheduleOpen) = (schedule, false)
    }
}

extension Trainer {
    /// With its optimizer and its schedules as they were given, out of a catalog. Until a schedule
    /// is chosen, blocks learn simultaneously.
    init(_ values: SettingValues, _ catalog: Catalog) throws {
        try self.init(values)
        optimizer = try catalog.optimizer(values[RecipeKey.optimizer] ?? Adam.name).init(values)
        learningRateSchedule = try LearningRateSchedule(values)
        guard let name = values[RecipeKey.trainingSchedule], name != RecipeKey.automatic else {
            return
        }
        schedule = try Trainer.kind(of: name, catalog).init(values)
    }

    private static func kind(
        of name: String, _ catalog: Catalog
    ) throws(UnknownNameError) -> any Schedule.Type {
        do {
            return try catalog.schedule(name)
        } catch {
            throw UnknownNameError(error.subject, name, known: error.known + [RecipeKey.automatic])
        }
    }
}
