import OnwardCatalog
import OnwardData
import OnwardLearning
import OnwardPictures
import OnwardSettings

extension Recipe {
    /// The training schedule that is yet to be chosen.
    static let automaticSchedule = "auto"

    /// Whether all blocks learn in every epoch, one of them at a time or several.
    package var learnsSimultaneously: Bool { trainingSchedule != Layerwise.name }

    func makeSchedule() throws -> any Schedule {
        let type = try scheduleType()
        let given = [
            "steps-per-block": stepsPerBlock, "rounds": rounds, "stages": stages,
        ]
        let values = SettingValues(given.compactMapValues { $0.map { "\($0)" } })
        try values.check(known: type.declarations, for: type.name)
        return try type.init(values)
    }

    /// Until one is chosen, blocks learn simultaneously.
    private func scheduleType() throws(UnknownNameError) -> any Schedule.Type {
        guard let name = trainingSchedule, name != Recipe.automaticSchedule else {
            return Simultaneous.self
        }
        do {
            return try Catalog.withPictures.schedule(name)
        } catch {
            throw UnknownNameError(
                error.kind, name, known: error.known + [Recipe.automaticSchedule])
        }
    }

    /// Settles what the recipe leaves open about the schedule, so that it runs alike again.
    ///
    /// - Returns: what was measured; nil where the recipe names its schedule.
    @discardableResult
    package mutating func chooseSchedule(for dataset: Dataset) throws -> ScheduleChoice? {
        guard trainingSchedule == Recipe.automaticSchedule else { return nil }
        let recipe = self
        // Noise and held out samples would change nothing that can be measured.
        let choice = try ScheduleChoice(
            trainer: try makeTrainer(), samples: dataset.train, epochs: epochs
        ) { try recipe.makeNetwork(for: dataset) }
        trainingSchedule = type(of: choice.schedule).name
        stages = (choice.schedule as? Pipelined)?.stages
        return choice
    }
}
