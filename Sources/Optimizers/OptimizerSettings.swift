/// What recipes and flags can say about an optimizer; each takes what it knows and refuses the
/// rest.
package struct OptimizerSettings: Sendable {
    /// The optimizer's own default where nil, as are all the others.
    package var learningRate: Double?
    package var weightDecay: Double?
    package var momentum: Double?
    package var isNesterov: Bool

    package init(
        learningRate: Double? = nil, weightDecay: Double? = nil, momentum: Double? = nil,
        isNesterov: Bool = false
    ) {
        self.learningRate = learningRate
        self.weightDecay = weightDecay
        self.momentum = momentum
        self.isNesterov = isNesterov
    }
}
