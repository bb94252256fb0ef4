import OnwardCompute
import OnwardSettings

/// What Adam and its kin have in common: a mean and a mean square for every weight.
public protocol AdamFamily: Optimizer {
    /// How much of the mean is kept from step to step; at least 0 and below 1.
    var beta1: Double { get set }
    /// How much of the mean square is kept; at least 0 and below 1.
    var beta2: Double { get set }
    /// Added to the root of the mean square.
    var epsilon: Double { get set }
    var weightDecay: Double { get set }
}

extension AdamFamily {
    /// What is not given is the optimizer's own.
    public init(
        learningRate: Double? = nil, beta1: Double? = nil, beta2: Double? = nil,
        epsilon: Double? = nil, weightDecay: Double? = nil
    ) {
        self.init()
        self.learningRate = learningRate ?? self.learningRate
        self.beta1 = beta1 ?? self.beta1
        self.beta2 = beta2 ?? self.beta2
        self.epsilon = epsilon ?? self.epsilon
        self.weightDecay = weightDecay ?? self.weightDecay
    }

    public var memoryPerWeight: Int { 2 }

    public func validate() throws(SettingsError) {
        try validateRanges()
        try SettingsError.require(
            beta1 >= 0 && beta1 < 1, "beta1", "at least 0 and below 1", got: beta1)
        try SettingsError.require(
            beta2 >= 0 && beta2 < 1, "beta2", "at least 0 and below 1", got: beta2)
        try SettingsError.require(epsilon > 0, "epsilon", "above 0", got: epsilon)
    }

    /// Adam's step with the decay where the caller wants it.
    func step(_ pass: UpdatePass, decay: Double, shrink: Double) {
        pass.engine.adam(
            weights: pass.weights, gradients: pass.gradients, means: pass.memory[0],
            squares: pass.memory[1], rounded: pass.rounded, step: pass.step, rate: pass.rate,
            beta1: beta1, beta2: beta2, epsilon: epsilon, decay: decay, shrink: shrink)
    }
}
