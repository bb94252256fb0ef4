/// Where the training of a trial stands.
package struct TrialProgress: Sendable {
    /// All counted from 1.
    package let rung: Int
    package let trial: Int
    package let epoch: Int
    package let epochs: Int
    /// Batches that are done in the epoch, and those in a whole one.
    package let batch: Int
    package let batches: Int
}
