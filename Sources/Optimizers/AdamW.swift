import OnwardCompute
import OnwardSettings

/// Adam with decoupled weight decay: weights shrink by rate · `weightDecay` beside Adam's step.
///
/// - Reference: Loshchilov and Hutter, *Decoupled Weight Decay Regularization*, 2019.
public struct AdamW: AdamFamily {
    public static let name = "adamw"
    public static let example = AdamW(learningRate: 0.01, weightDecay: 0.1)

    public var learningRate = 1e-3
    public var beta1 = 0.9
    public var beta2 = 0.999
    public var epsilon = 1e-8
    public var weightDecay = 0.01

    public init() {}

    public static let settings: [Setting<AdamW>] = [
        learningRateSetting(\.learningRate, searched: "0.0001..0.01"),
        weightDecaySetting(\.weightDecay, searched: "0|0.001|0.01|0.1"),
    ]

    public func update(_ pass: UpdatePass) {
        step(pass, decay: 0, shrink: 1 - pass.rate * weightDecay)
    }
}
