import OnwardCompute

/// What an optimizer is lent for one step on one block's flat store of W weights.
public struct UpdatePass {
    /// What computes: its kernels take whole matrices.
    public let engine: Engine
    /// [1, W]
    public let weights: Matrix
    /// [1, W]
    public let gradients: Matrix
    /// `memoryPerWeight` stores of [1, W], zero before the first step.
    public let memory: [Matrix]
    /// [1, W] of bfloat16, to receive the new weights rounded; nil where nobody reads them.
    public let rounded: Matrix?
    /// Counted from 1, by this block alone.
    public let step: Int
    /// The learning rate of this step.
    public let rate: Double

    package init(
        engine: Engine, weights: Matrix, gradients: Matrix, memory: [Matrix],
        rounded: Matrix? = nil, step: Int, rate: Double
    ) {
        self.engine = engine
        self.weights = weights
        self.gradients = gradients
        self.memory = memory
        self.rounded = rounded
        self.step = step
        self.rate = rate
    }
}
