/// What a training amounted to, in the model file and in `summary.json`.
package struct TrainingRecord: Codable, Sendable {
    /// Rounds that were trained.
    package var epochs: Int
    /// Updates of each block.
    package var steps: [Int]
    package var loss: Double?
    /// Of the weights in the file; nil without validation data.
    package var validationAccuracy: Double?

    package init(epochs: Int, steps: [Int], loss: Double?, validationAccuracy: Double?) {
        self.epochs = epochs
        self.steps = steps
        self.loss = loss
        self.validationAccuracy = validationAccuracy
    }

    enum CodingKeys: String, CodingKey {
        case epochs, steps, loss
        case validationAccuracy = "validation_accuracy"
    }
}
