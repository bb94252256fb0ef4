import OnwardCompute
import OnwardSettings

/// Stochastic gradient descent, with momentum and Nesterov's look ahead where asked for.
///
/// - Reference: Sutskever et al., *On the importance of initialization and momentum*, 2013, in the
///   form that PyTorch's `SGD` uses.
public struct SGD: Optimizer {
    public static let name = "sgd"
    public static let example = SGD(learningRate: 0.1, momentum: 0.9, isNesterov: true)

    public var learningRate: Double
    /// The share of the last step that is kept, in 0…1 without 1.
    package var momentum: Double
    package var isNesterov: Bool
    public var weightDecay: Double

    /// Plain descent, but for what is given.
    ///
    /// - Parameters:
    ///   - momentum: the share of the last step that is kept, at least 0 and below 1.
    ///   - isNesterov: whether it looks ahead; needs a momentum.
    ///   - weightDecay: how much of a weight is added to its gradient.
    public init(
        learningRate: Double = 0.1, momentum: Double = 0, isNesterov: Bool = false,
        weightDecay: Double = 0
    ) {
        self.learningRate = learningRate
        self.momentum = momentum
        self.isNesterov = isNesterov
        self.weightDecay = weightDecay
    }

    public init() { self.init(momentum: 0) }

    public static let settings: [Setting<SGD>] = [
        learningRateSetting(\.learningRate, searched: "0.001..1"),
        Setting(
            "momentum", \.momentum, .number(.share), "The share of the last step that is kept."),
        Setting("nesterov", \.isNesterov, .flag, "Nesterov's form of momentum."),
        weightDecaySetting(\.weightDecay, searched: "0|1e-05|0.0001|0.001"),
    ]

    public var memoryPerWeight: Int { momentum > 0 ? 1 : 0 }

    public func validate() throws(SettingsError) {
        try validateRanges()
        try SettingsError.require(
            !isNesterov || momentum > 0, "momentum", "above 0 for Nesterov's form",
            got: SettingText.of(momentum))
    }

    public func update(_ pass: UpdatePass) {
        pass.engine.descend(
            weights: pass.weights, gradients: pass.gradients,
            velocities: momentum > 0 ? pass.memory[0] : nil, rounded: pass.rounded,
            rate: pass.rate, momentum: momentum, isNesterov: isNesterov, decay: weightDecay)
    }
}
