import OnwardCompute

/// Samples as the lowest block sees them, with what an objective is told about them.
struct Batch {
    /// N rows, true samples above false ones where they are contrasted.
    let input: Signal
    /// The labels of the samples that were loaded, [samples, 1] of int32.
    let labels: Matrix
    let trueRows: Int
    /// These samples among those of an update: less than 1 where gradients are summed up over the
    /// parts of a batch.
    var share: Float = 1
    /// Whether weights change after it: not before the last part of a batch.
    var isLastPart = true

    var sampleCount: Int { labels.rows }
}
