import OnwardCompute

/// What a layer is lent for one run forward over a batch of N samples.
public struct ForwardPass {
    /// What computes: its kernels take whole matrices.
    public let engine: Engine
    /// The layer's parameters in its plan's order.
    public let parameters: [Matrix]
    /// The layer's buffers in its plan's order; only a training pass may change them.
    public let buffers: [Matrix]
    /// One input sample's form.
    public let inputShape: Shape
    /// [N, numbers per input sample]
    public let input: Matrix
    /// [N, numbers per output sample]
    public let output: Matrix
    /// [N, `cachePerSample`]
    public let cache: Matrix
    /// Whether the network learns from this pass; a frozen or evaluated one does not.
    public let isTraining: Bool
    /// Random numbers of this block, layer and step: `backward` meets the same ones.
    public let random: RandomSource

    /// - Parameter inputShape: nil for flat samples.
    package init(
        engine: Engine, parameters: [Matrix], buffers: [Matrix] = [], inputShape: Shape? = nil,
        input: Matrix, output: Matrix, cache: Matrix, isTraining: Bool, random: RandomSource
    ) {
        self.engine = engine
        self.parameters = parameters
        self.buffers = buffers
        self.inputShape = inputShape ?? Shape(input.columns)
        self.input = input
        self.output = output
        self.cache = cache
        self.isTraining = isTraining
        self.random = random
    }
}
