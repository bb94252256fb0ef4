import OnwardCompute

/// Samples as the lowest block sees them, with what an objective is told about them.
struct Batch {
    /// N rows, true samples above false ones where they are contrasted.
    let input: Signal
    /// The labels of the samples that were loaded, [samples, 1] of int32.
    let labels: Matrix
    let trueRows: Int

    var sampleCount: Int { labels.rows }
}
