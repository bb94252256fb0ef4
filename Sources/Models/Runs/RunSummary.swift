import Foundation
import OnwardCompute
import OnwardLearning

/// A run's final numbers: `summary.json`. Accuracies are shares in 0…1 on the test samples.
public struct RunSummary: Codable, Sendable {
    public let algorithm: String
    public let network: String
    public let data: String
    public let epochs: Int
    /// The epoch whose weights were kept; nil for the last.
    public let bestEpoch: Int?
    public let parameters: Int
    /// How the network was asked; nil where there was no way: it saw no labels and has no reader.
    @ExplicitNull public var prediction: PredictionMode?
    /// In that mode.
    @ExplicitNull public var testAccuracy: Double?
    /// In the other modes; null where the network cannot be asked so.
    @ExplicitNull public var testAccuracyLastBlock: Double?
    @ExplicitNull public var testAccuracySum: Double?
    @ExplicitNull public var testAccuracyOnePass: Double?
    public let blockTestAccuracy: [Double]
    public let trainSeconds: Double
    public let samplesPerSecond: Double
    public let peakMemoryBytes: Int?
    public let precision: Precision
    public let threads: Int
    public let seed: UInt64
    public let machine: String
    public let version: String

    enum CodingKeys: String, CodingKey {
        case algorithm, network, data, epochs
        case bestEpoch = "best_epoch"
        case parameters, prediction
        case testAccuracy = "test_accuracy"
        case testAccuracyLastBlock = "test_accuracy_last_block"
        case testAccuracySum = "test_accuracy_sum"
        case testAccuracyOnePass = "test_accuracy_one_pass"
        case blockTestAccuracy = "block_test_accuracy"
        case trainSeconds = "train_seconds"
        case samplesPerSecond = "samples_per_second"
        case peakMemoryBytes = "peak_memory_bytes"
        case precision, threads, seed, machine, version
    }

    init(
        recipe: Recipe, blocks: [String], parameters: Int, evaluation: Evaluation?,
        progress: TrainingProgress,
        environment: RunEnvironment, bestEpoch: Int?
    ) {
        algorithm = recipe.algorithm
        network = recipe.network ?? blocks.map { "(\($0))" }.joined(separator: ",")
        data = recipe.data
        epochs = progress.round
        self.bestEpoch = bestEpoch
        self.parameters = parameters
        prediction = evaluation?.prediction
        testAccuracy = evaluation?.accuracy
        testAccuracyLastBlock = evaluation?.lastBlockAccuracy
        testAccuracySum = evaluation?.sumAccuracy
        testAccuracyOnePass = evaluation?.onePassAccuracy
        blockTestAccuracy = evaluation?.blockAccuracy ?? []
        trainSeconds = progress.seconds
        samplesPerSecond = Double(progress.samples) / max(progress.seconds, 1e-9)
        peakMemoryBytes = ProcessMemory.peakBytes
        precision = environment.precision
        threads = environment.threads
        seed = recipe.seed
        machine = "\(environment.processor), \(environment.library)"
        version = environment.version
    }

    /// One object over several lines.
    public var json: String {
        get throws { try JSONFields.page(self) }
    }
}
