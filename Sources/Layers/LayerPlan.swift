import OnwardCompute

/// What a layer yields and needs for one sample.
public struct LayerPlan: Sendable {
    /// The form of one output sample.
    package var output: Shape
    /// What is trained, in the order in which passes hand it back.
    package var parameters: [ParameterPlan]
    /// What training passes keep up to date without an optimizer (running statistics), in the
    /// order in which passes hand it back.
    package var buffers: [ParameterPlan]
    /// Samples that a training batch must have at least.
    package var minimumRows: Int
    /// Numbers per sample that `forward` keeps for `backward`.
    package var cachePerSample: Int
    /// Whether the output is the input read in another form, so that no pass is needed.
    package var isView: Bool
    /// How many units the layer has, each one number of an output row or token, where their sums can
    /// be given an error of their own (`BackwardPass.unitError`); nil elsewhere.
    package var units: Int?

    /// A plan whose layer trains and keeps nothing, but for what is given.
    ///
    /// - Parameters:
    ///   - output: the form of one output sample.
    ///   - parameters: what is trained, in the order in which passes hand it back.
    ///   - buffers: what training passes keep up to date without an optimizer, in that order too.
    ///   - minimumRows: samples that a training batch must have at least.
    ///   - cachePerSample: numbers per sample that `forward` keeps for `backward`; at least 0.
    ///   - isView: whether the output is the input read in another form, so that no pass is needed.
    ///   - units: numbers of an output row or token whose sums can be given an error by
    ///     `BackwardPass.gate(by:sums:)`; nil where there is none.
    public init(
        output: Shape, parameters: [ParameterPlan] = [], buffers: [ParameterPlan] = [],
        minimumRows: Int = 1, cachePerSample: Int = 0, isView: Bool = false, units: Int? = nil
    ) {
        precondition(cachePerSample >= 0, "a cache of \(cachePerSample) numbers")
        self.output = output
        self.parameters = parameters
        self.buffers = buffers
        self.minimumRows = minimumRows
        self.cachePerSample = cachePerSample
        self.isView = isView
        self.units = units
    }
}
