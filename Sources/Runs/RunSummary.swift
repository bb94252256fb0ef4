import Foundation
import OnwardCompute
import OnwardInference
import OnwardLearning
import OnwardModels
import OnwardRecipes

/// A run's final numbers: `summary.json`. Accuracies are shares in 0…1 on the test samples.
package struct RunSummary: Codable, Sendable {
    package let algorithm: String
    package let network: String
    package let data: String
    package let epochs: Int
    /// The epoch whose weights were kept; nil for the last.
    package let bestEpoch: Int?
    package let parameters: Int
    /// How the network was asked; nil where there was no way: it saw no labels and has no reader.
    @ExplicitNull package var prediction: PredictionMode?
    /// In that mode.
    @ExplicitNull package var testAccuracy: Double?
    /// In the other modes; null where the network cannot be asked so.
    @ExplicitNull package var testAccuracyLastBlock: Double?
    @ExplicitNull package var testAccuracySum: Double?
    @ExplicitNull package var testAccuracyOnePass: Double?
    package let blockTestAccuracy: [Double]
    package let trainSeconds: Double
    package let samplesPerSecond: Double
    package let peakMemoryBytes: Int?
    package let precision: Precision
    package let threads: Int
    package let seed: UInt64
    package let machine: String
    package let version: String

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
        algorithm = recipe.algorithm.name
        network = recipe.network.notation ?? blocks.map { "(\($0))" }.joined(separator: ",")
        data = recipe.data.name
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
        seed = recipe.run.seed
        machine = "\(environment.processor), \(environment.library)"
        version = environment.version
    }

    /// One object over several lines.
    package var json: String {
        get throws { try JSONFields.page(self) }
    }
}
