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
    /// Of the model that was kept; nil where it was not the best of several epochs. A loss that is no
    /// number is nil, too.
    package let validationAccuracy: Double?
    package let validationLoss: Double?
    /// Whether patience ended the training before its last epoch.
    package let endedByPatience: Bool?
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
    /// In the mode that decides; each nil, and left out, where it is not known. See `Figures`.
    package let largestClassShare: Double?
    package let balancedAccuracy: Double?
    package let macroF1: Double?
    package let macroArea: Double?
    package let testLoss: Double?
    package let calibrationError: Double?
    /// Test samples whose evidence was no number; nil, and left out, for none.
    package let unanswered: Int?
    /// How often each block counts in the sum; nil, and left out, where the objective says it.
    package let votes: [Double]?
    package let trainSeconds: Double
    package let samplesPerSecond: Double
    package let peakMemoryBytes: Int?
    /// Where a step's time goes, in 0…1 by `Meter.Part`; nil, and left out, where no step was looked at.
    package let stepShares: [String: Double]?
    /// What the training was to take, part by part; nil in files of earlier versions.
    package let plannedMemory: MemoryPlan?
    package let precision: Precision
    package let threads: Int
    package let seed: UInt64
    package let machine: String
    package let version: String

    enum CodingKeys: String, CodingKey {
        case algorithm, network, data, epochs
        case bestEpoch = "best_epoch"
        case validationAccuracy = "validation_accuracy"
        case validationLoss = "validation_loss"
        case endedByPatience = "ended_by_patience"
        case parameters, prediction
        case testAccuracy = "test_accuracy"
        case testAccuracyLastBlock = "test_accuracy_last_block"
        case testAccuracySum = "test_accuracy_sum"
        case testAccuracyOnePass = "test_accuracy_one_pass"
        case blockTestAccuracy = "block_test_accuracy"
        case largestClassShare = "test_largest_class_share"
        case balancedAccuracy = "test_balanced_accuracy"
        case macroF1 = "test_macro_f1"
        case macroArea = "test_macro_auc"
        case testLoss = "test_log_loss"
        case calibrationError = "test_calibration_error"
        case unanswered = "test_unanswered"
        case votes
        case trainSeconds = "train_seconds"
        case samplesPerSecond = "samples_per_second"
        case peakMemoryBytes = "peak_memory_bytes"
        case stepShares = "step_shares"
        case plannedMemory = "planned_memory"
        case precision, threads, seed, machine, version
    }

    init(
        recipe: Recipe, blocks: [String], parameters: Int, votes: [Double]?,
        evaluation: Evaluation?,
        progress: TrainingProgress,
        environment: RunEnvironment, best: BestEpoch?, endedByPatience: Bool,
        stepShares: [String: Double]?, plan: MemoryPlan
    ) {
        algorithm = recipe.algorithm.name
        network = recipe.network.notation ?? blocks.map { "(\($0))" }.joined(separator: ",")
        data = recipe.data.name
        epochs = progress.round
        bestEpoch = best?.epoch
        validationAccuracy = best?.accuracy
        validationLoss = best?.loss
        self.endedByPatience = endedByPatience
        self.parameters = parameters
        self.votes = votes
        prediction = evaluation?.prediction
        testAccuracy = evaluation?.accuracy
        testAccuracyLastBlock = evaluation?.accuracies[.lastBlock]
        testAccuracySum = evaluation?.accuracies[.sum]
        testAccuracyOnePass = evaluation?.accuracies[.onePass]
        blockTestAccuracy = evaluation?.blockAccuracy ?? []
        largestClassShare = evaluation?.largestShare
        balancedAccuracy = evaluation?.figures?.balancedAccuracy
        macroF1 = evaluation?.figures?.f1
        macroArea = evaluation?.figures?.area
        testLoss = evaluation?.figures?.loss
        calibrationError = evaluation?.figures?.calibrationError
        unanswered = evaluation.flatMap { $0.unanswered.isEmpty ? nil : $0.unanswered.count }
        trainSeconds = progress.seconds
        samplesPerSecond = Double(progress.samples) / max(progress.seconds, 1e-9)
        peakMemoryBytes = ProcessMemory.peakBytes
        self.stepShares = stepShares
        plannedMemory = plan
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
