import OnwardCompute
import OnwardData
import OnwardInference
import OnwardNetworks
import OnwardOptimizers
import OnwardSettings

/// How a network is trained: the fourth choice (the schedule) and everything that is not one of
/// the four. A value; a training under way is a `TrainingSession`.
public struct Trainer: Sendable {
    package var optimizer: any Optimizer
    /// Where it was left open, the most usual one until a session knows how many samples there are.
    package var batchSize: Int { didSet { leavesBatchSizeOpen = false } }
    package private(set) var leavesBatchSizeOpen: Bool
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
    /// What says which blocks have a say where their sum predicts.
    package var votes = VoteRule.validation
    /// What a sample of each class counts in the loss.
    package var classWeights = ClassWeights.none
    /// Cores to use.
    package var threads: Int
    /// What activations and errors are stored as, and products read.
    package var precision: Precision
    /// Bytes that outputs of frozen blocks may take; above it they are computed again.
    package var frozenOutputBudget: Int

    /// Chooses an optimizer, and of the rest what is not to be as usual; `validate` checks it all.
    ///
    /// - Parameters:
    ///   - batchSize: samples to a batch; nil for the largest of 16, 32, 64 and 128 that makes an
    ///     epoch of at least 256 batches, at most 32 where the lowest layer sees an image's positions.
    ///   - gradientAccumulation: parts that a batch is computed in, a divisor of its size.
    ///   - learningRateSchedule: by default constant for half the training, then in a line to 0.
    ///   - shuffles: whether samples come in a new random order in every epoch.
    ///   - augmentations: what is done to every training image, in this order.
    ///   - prediction: how the network is asked on validation data; nil for its usual way.
    ///   - threads: by default as many as the process may use.
    ///   - precision: what activations and errors are stored as.
    ///   - frozenOutputBudget: bytes that outputs of frozen blocks may take, 1 GiB; above it they
    ///     are computed again.
    public init(
        optimizer: any Optimizer, batchSize: Int? = nil, gradientAccumulation: Int = 1,
        schedule: any Schedule = Simultaneous(),
        learningRateSchedule: LearningRateSchedule = .init(), shuffles: Bool = true,
        augmentations: [any Augmentation] = [], prediction: PredictionMode? = nil,
        threads: Int = Engine.availableThreads, precision: Precision = .float32,
        frozenOutputBudget: Int = 1 << 30
    ) {
        self.optimizer = optimizer
        self.batchSize = batchSize ?? Trainer.batchSizes.upperBound
        leavesBatchSizeOpen = batchSize == nil
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

    private static let batchSizes = 16...128

    /// The largest of 16, 32, 64 and 128 that makes an epoch of at least 256 batches, and 16 of fewer
    /// samples: few samples in large batches change the weights too seldom to learn in a few epochs.
    ///
    /// - Parameter seesPositions: whether the network's lowest layer takes a sample as positions. Each of
    ///   them is a row of its products, so 32 samples fill these, and larger batches save no time.
    package static func batchSize(for samples: Int, seesPositions: Bool) -> Int {
        var size = seesPositions ? 32 : batchSizes.upperBound
        while size > batchSizes.lowerBound && samples < 256 * size { size /= 2 }
        return size
    }

    mutating func leaveBatchSizeOpen() {
        (batchSize, leavesBatchSizeOpen) = (Trainer.batchSizes.upperBound, true)
    }

    /// Settles the size of batches where it was left open.
    package mutating func settle(for samples: Int, seesPositions: Bool) {
        guard leavesBatchSizeOpen else { return }
        batchSize = Trainer.batchSize(for: samples, seesPositions: seesPositions)
    }

    /// Of all this trainer's threads, in its precision.
    package func makeEngine() -> Engine { Engine(threads: threads, precision: precision) }

    /// Throws where a setting is out of its range, does not go with another, or cannot be on this
    /// processor.
    public func validate() throws(SettingsError) {
        try optimizer.validate()
        try schedule.validate()
        try learningRateSchedule.validate()
        try validateRanges()
        try SettingsError.require(
            batchSize % gradientAccumulation == 0, "accumulate",
            "a whole number that divides the batch size \(batchSize)", got: gradientAccumulation)
        try precision.validate()
    }
}
