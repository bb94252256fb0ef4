import OnwardCompute
import OnwardData
import OnwardInference
import OnwardNetworks
import OnwardOptimizers
import OnwardSettings

/// How a network is trained: the fourth choice (the schedule) and everything that is not one of
/// the four. A value; a training under way is a `TrainingSession`.
package struct Trainer: Sendable {
    package var optimizer: any Optimizer
    package var batchSize: Int
    /// Parts that a batch is shown in, one after the other; their gradients are summed up and the
    /// weights change once. Saves activations and costs a sum of the gradients.
    package var gradientAccumulation: Int
    package var schedule: any Schedule
    package var learningRateSchedule: LearningRateSchedule
    /// Whether samples come in a new random order in every epoch, or as they lie in the data.
    package var shuffles: Bool
    /// What is done to every training image each time it is shown, in this order.
    package var augmentations: [any Augmentation]
    /// How the network is asked on validation data; nil for its usual way.
    package var prediction: PredictionMode?
    /// Cores to use.
    package var threads: Int
    /// What activations and errors are stored as, and products read.
    package var precision: Precision
    /// Bytes that outputs of frozen blocks may take; above it they are computed again.
    package var frozenOutputBudget: Int

    package init(
        optimizer: any Optimizer, batchSize: Int = 128, gradientAccumulation: Int = 1,
        schedule: any Schedule = Simultaneous(),
        learningRateSchedule: LearningRateSchedule = .init(), shuffles: Bool = true,
        augmentations: [any Augmentation] = [], prediction: PredictionMode? = nil,
        threads: Int = Engine.availableThreads, precision: Precision = .float32,
        frozenOutputBudget: Int = 1 << 30
    ) {
        self.optimizer = optimizer
        self.batchSize = batchSize
        self.gradientAccumulation = gradientAccumulation
        self.schedule = schedule
        self.learningRateSchedule = learningRateSchedule
        self.shuffles = shuffles
        self.augmentations = augmentations
        self.prediction = prediction
        self.threads = threads
        self.precision = precision
        self.frozenOutputBudget = frozenOutputBudget
    }

    /// Trains to the end and reports every epoch.
    ///
    /// - Parameter blocks: numbers of the blocks to train, counted from 0; nil for all that are not
    ///   frozen. The others run forward and hold weights alone. None, `[]`, lets the network's
    ///   reader learn alone.
    package func fit(
        _ network: Network, on samples: Samples, epochs: Int, blocks: [Int]? = nil,
        validation: Samples? = nil,
        report: (EpochReport) throws -> Void = { _ in }
    ) throws {
        let session = try TrainingSession(
            network, trainer: self, samples: samples, validation: validation, epochs: epochs,
            blocks: blocks)
        _ = try session.run(onEpoch: report)
    }

    /// Of all this trainer's threads, in its precision.
    ///
    /// - Throws: where there can be none: no thread, or a precision that the processor lacks.
    package func makeEngine() throws(SettingsError) -> Engine {
        try validateEngine()
        return Engine(threads: threads, precision: precision)
    }

    private func validateEngine() throws(SettingsError) {
        try SettingsError.require(threads >= 1, "threads", "at least 1", got: threads)
        try precision.validate()
    }

    func validate() throws {
        try optimizer.validate()
        try schedule.validate()
        try SettingsError.require(batchSize >= 1, "batch size", "at least 1", got: batchSize)
        try SettingsError.require(
            gradientAccumulation >= 1 && batchSize % gradientAccumulation == 0,
            "accumulate", "a whole number that divides the batch size \(batchSize)",
            got: gradientAccumulation)
        try validateEngine()
        try SettingsError.require(
            learningRateSchedule.warmupEpochs >= 0 && learningRateSchedule.warmupEpochs.isFinite,
            "warm-up epochs", "at least 0 and finite", got: learningRateSchedule.warmupEpochs)
    }
}
