import OnwardRuns

/// What a trial came to in a rung: one line of `trials.jsonl`.
package struct TrialResult: Codable, Sendable {
    /// Counted from 1, both.
    package let trial: Int
    package let rung: Int
    package let epochs: Int
    /// Those that were searched, by key.
    package let settings: [String: TunedValue]
    /// The best of its epochs, as a training keeps it; null for a trial whose loss or weights were no
    /// longer finite.
    @ExplicitNull package var validationAccuracy: Double?
    @ExplicitNull package var bestEpoch: Int?
    /// Of training and validating.
    package let seconds: Double

    enum CodingKeys: String, CodingKey {
        case trial, rung, epochs, settings
        case validationAccuracy = "validation_accuracy"
        case bestEpoch = "best_epoch"
        case seconds
    }

    /// The best first: those that diverged come last, and of equals the one with the lower number
    /// first.
    package static func ranking(_ results: [TrialResult]) -> [TrialResult] {
        results.sorted { first, second in
            let accuracies = (first.validationAccuracy ?? -1, second.validationAccuracy ?? -1)
            return accuracies.0 == accuracies.1
                ? first.trial < second.trial : accuracies.0 > accuracies.1
        }
    }

    /// Whether this is the result of such a trial.
    func isWork(_ trial: Int, rung: Int, epochs: Int, _ settings: [String: TunedValue])
        -> Bool
    {
        (self.trial, self.rung, self.epochs) == (trial, rung, epochs) && self.settings == settings
    }
}
