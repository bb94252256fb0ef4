import OnwardCompute
import OnwardSettings

/// Adam: steps of about the learning rate's length, whatever the gradient's scale.
///
/// `weightDecay` is added to the gradient, as PyTorch's `Adam` does; `AdamW` decouples it.
///
/// - Reference: Kingma and Ba, *Adam: A Method for Stochastic Optimization*, 2015.
public struct Adam: AdamFamily {
    public static let name = "adam"
    public static let example = Adam(learningRate: 0.01)

    public var learningRate = 1e-3
    public var beta1 = 0.9
    public var beta2 = 0.999
    public var epsilon = 1e-8
    public var weightDecay = 0.0

    public init() {}

    public static let settings: [Setting<Adam>] = [
        learningRateSetting(\.learningRate, searched: "0.0001..0.01"),
        weightDecaySetting(\.weightDecay, searched: "0|1e-05|0.0001|0.001"),
    ]

    public func update(_ pass: UpdatePass) { step(pass, decay: weightDecay, shrink: 1) }
}
