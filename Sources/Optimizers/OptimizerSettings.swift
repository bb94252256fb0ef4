/// What recipes and flags can say about an optimizer; each takes what it knows and refuses the
/// rest.
public struct OptimizerSettings: Sendable {
    /// The optimizer's own default where nil, as are all the others.
    public var learningRate: Double?
    public var weightDecay: Double?
    public var momentum: Double?
    public var isNesterov: Bool

    public init(
        learningRate: Double? = nil, weightDecay: Double? = nil, momentum: Double? = nil,
        isNesterov: Bool = false
    ) {
        self.learningRate = learningRate
        self.weightDecay = weightDecay
        self.momentum = momentum
        self.isNesterov = isNesterov
    }
}
