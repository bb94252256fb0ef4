/// Where the training of a trial stands.
public struct TrialProgress: Sendable {
    /// All counted from 1.
    public let rung: Int
    public let trial: Int
    public let epoch: Int
    public let epochs: Int
    /// Batches that are done in the epoch, and those in a whole one.
    public let batch: Int
    public let batches: Int
}
