import OnwardInference

/// A number that a job finds, and how it is shown and judged.
package struct Measure: Sendable {
    /// Its name in files.
    package let key: String
    /// With its unit.
    package let name: String
    /// From the file's unit to the one that is shown.
    package let scale: Double
    package let decimals: Int
    package let isMoreBetter: Bool
    /// How far from the paper's value, in the unit that is shown, ours still reproduces it.
    package let tolerance: Double

    package init(
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
    package static let accuracyTolerance = 0.3

    static func accuracy(_ key: String, _ name: String) -> Measure {
        Measure(
            key, name, scale: 100, isMoreBetter: true, tolerance: accuracyTolerance)
    }

    /// In the network's usual prediction mode.
    package static let accuracy = accuracy("test_accuracy", "accuracy, %")
    package static let validationAccuracy = accuracy(
        "validation_accuracy", "validation accuracy, %")
    package static let seconds = Measure(
        "seconds", "training, s", decimals: 1, isMoreBetter: false)
    package static let secondsPerEpoch = Measure(
        "seconds_per_epoch", "seconds per epoch", isMoreBetter: false)
    package static let parameters = Measure(
        "parameters", "parameters, thousands", scale: 1e-3, decimals: 0, isMoreBetter: false,
        tolerance: 1)

    /// In a mode.
    package static func accuracy(_ mode: PredictionMode) -> Measure {
        accuracy("test_accuracy_\(mode.key)", "accuracy, %")
    }

    /// The key of what a curve of losses came to in the last epoch.
    static func last(_ loss: String) -> String {
        loss.replacing("loss", with: "last_loss")
    }

    /// Of a block by itself, counted from 1.
    package static func blockAccuracy(_ number: Int) -> Measure {
        accuracy("block_\(number)_test_accuracy", "accuracy, %")
    }
}
