import OnwardLearning

/// What makes a model of samples in memory.
protocol ArrayTeaching {
    var session: TrainingSession { get }

    /// Trains to the end, or until the listener ends it.
    func run(_ listener: Listener) throws -> TrainedModel
}
