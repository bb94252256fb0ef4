/// A number that a job finds, and how it is shown and judged.
public struct Measure: Sendable {
    /// Its name in files.
    public let key: String
    /// With its unit.
    public let name: String
    /// From the file's unit to the one that is shown.
    public let scale: Double
    public let decimals: Int
    public let isMoreBetter: Bool
    /// How far from the paper's value, in the unit that is shown, ours still reproduces it.
    public let tolerance: Double

    public init(
        _ key: String, _ name: String, scale: Double = 1, decimals: Int = 2, isMoreBetter: Bool,
        tolerance: Double = 0
    ) {
        self.key = key
        self.name = name
        self.scale = scale
        self.decimals = decimals
        self.isMoreBetter = isMoreBetter
        self.tolerance = tolerance
    }

    /// Percentage points within which an accuracy is the paper's.
    public static let accuracyTolerance = 0.3

    static func accuracy(_ key: String, _ name: String) -> Measure {
        Measure(
            key, name, scale: 100, isMoreBetter: true, tolerance: accuracyTolerance)
    }

    /// In the network's usual prediction mode.
    public static let accuracy = accuracy("test_accuracy", "accuracy, %")
    public static let sumAccuracy = accuracy("test_accuracy_sum", "accuracy, %")
    public static let lastBlockAccuracy = accuracy("test_accuracy_last_block", "accuracy, %")
    public static let onePassAccuracy = accuracy("test_accuracy_one_pass", "accuracy, %")
    public static let validationAccuracy = accuracy("validation_accuracy", "validation accuracy, %")
    public static let seconds = Measure(
        "seconds", "training, s", decimals: 1, isMoreBetter: false)
    public static let parameters = Measure(
        "parameters", "parameters, thousands", scale: 1e-3, decimals: 0, isMoreBetter: false,
        tolerance: 1)

    /// Of a block by itself, counted from 1.
    public static func blockAccuracy(_ number: Int) -> Measure {
        accuracy("block_\(number)_test_accuracy", "accuracy, %")
    }
}
