import OnwardCompute

/// Samples as the lowest block sees them, with what an objective is told about them.
package struct Batch {
    /// N rows, true samples above false ones where they are contrasted.
    package let input: Signal
    /// The labels of the samples that were loaded, [samples, 1] of int32.
    package let labels: Matrix
    package let trueRows: Int
    /// These samples among those of an update: less than 1 where gradients are summed up over the
    /// parts of a batch.
    package var share: Float = 1
    /// Which part of a batch it is, counted from 0; nil for a whole one.
    package var part: Int?
    /// What a sample of each class counts, [1, C] of float64; nil for alike.
    package var classWeights: Matrix?
    /// Whether weights change after it: not before the last part of a batch.
    package var isLastPart = true

    package var sampleCount: Int { labels.rows }

    package init(input: Signal, labels: Matrix, trueRows: Int) {
        self.input = input
        self.labels = labels
        self.trueRows = trueRows
    }
}
