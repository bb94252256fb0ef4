import OnwardCompute

/// What an objective is lent to judge a block's work on a batch of N samples.
public struct Lesson {
    /// What computes: its kernels take whole matrices.
    public let engine: Engine
    /// What the loss is a function of: the head's evidence [N, C], or the output [N, width] where
    /// the objective reads no head.
    public let work: Matrix
    /// [N, 1] of int32
    public let labels: Matrix
    /// Rows of true samples, which stand above those of false ones; all of them where samples are
    /// shown plainly.
    public let trueRows: Int
    /// The gradient of the mean loss by `work`, in the same form.
    public let error: Matrix
    /// Room for one loss per sample [N, 1].
    public let losses: Matrix
    /// Where the batch's mean loss goes [1, 1] of float64; it is read later, with others.
    public let loss: Matrix
    /// Where an objective that holds true rows against false ones counts its pairs [1, 2] of float64:
    /// those in which the true row has the better of it, and all; nil where nobody wants to know.
    package let pairs: Matrix?
    /// The block's units, where the objective keeps something of each.
    public let units: UnitLesson?

    /// What each row counts in the loss; nil for alike. An objective that heeds it is `ClassWeighing`.
    package let weights: RowWeights?

    package init(
        engine: Engine, work: Matrix, labels: Matrix, trueRows: Int, error: Matrix, losses: Matrix,
        loss: Matrix, pairs: Matrix? = nil, units: UnitLesson? = nil, weights: RowWeights? = nil
    ) {
        self.engine = engine
        self.work = work
        self.labels = labels
        self.trueRows = trueRows
        self.error = error
        self.losses = losses
        self.loss = loss
        self.pairs = pairs
        self.units = units
        self.weights = weights
    }
}
