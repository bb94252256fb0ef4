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
    /// In every mode; null where the network cannot be asked so.
    @ExplicitNull private var testAccuracyLastBlock: Double?
    @ExplicitNull private var testAccuracySum: Double?
    @ExplicitNull private var testAccuracyOnePass: Double?
    package let blockTestAccuracy: [Double]
    /// How often each block counts in the sum; nil, and left out, where the objective says it.
    package let votes: [Double]?
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
        case votes
        case trainSeconds = "train_seconds"
        case samplesPerSecond = "samples_per_second"
        case peakMemoryBytes = "peak_memory_bytes"
        case precision, threads, seed, machine, version
    }

    init(
        recipe: Recipe, blocks: [String], parameters: Int, votes: [Double]?,
        evaluation: Evaluation?,
        progress: TrainingProgress,
        environment: RunEnvironment, bestEpoch: Int?
    ) {
        algorithm = recipe.algorithm.name
        network = recipe.network.notation ?? blocks.map { "(\($0))" }.joined(separator: ",")
        data = recipe.data.name
        epochs = progress.round
        self.bestEpoch = bestEpoch
        self.parameters = parameters
        self.votes = votes
        prediction = evaluation?.prediction
        testAccuracy = evaluation?.accuracy
        testAccuracyLastBlock = evaluation?.accuracies[.lastBlock]
        testAccuracySum = evaluation?.accuracies[.sum]
        testAccuracyOnePass = evaluation?.accuracies[.onePass]
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

    /// In a mode; nil where the network cannot be asked so.
    package func testAccuracy(_ mode: PredictionMode) -> Double? {
        switch mode {
        case .sum: testAccuracySum
        case .lastBlock: testAccuracyLastBlock
        case .onePass: testAccuracyOnePass
        }
    }

    /// One object over several lines.
    package var json: String {
        get throws { try JSONFields.page(self) }
    }
}
