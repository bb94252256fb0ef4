/// What a training amounted to, in the model file and in `summary.json`.
public struct TrainingRecord: Codable, Sendable {
    /// Rounds that were trained.
    public var epochs: Int
    /// Updates of each block.
    public var steps: [Int]
    public var loss: Double?
    /// Of the weights in the file; nil without validation data.
    public var validationAccuracy: Double?

    public init(epochs: Int, steps: [Int], loss: Double?, validationAccuracy: Double?) {
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
