import OnwardCompute
import OnwardSettings

/// Adam with decoupled weight decay: weights shrink by rate · `weightDecay` beside Adam's step.
///
/// - Reference: Loshchilov and Hutter, *Decoupled Weight Decay Regularization*, 2019.
package struct AdamW: AdamFamily {
    package static let name = "adamw"
    package static let example = AdamW(learningRate: 0.01, weightDecay: 0.1)

    package var learningRate = 1e-3
    package var beta1 = 0.9
    package var beta2 = 0.999
    package var epsilon = 1e-8
    package var weightDecay = 0.01

    package init() {}

    package static let settings: [Setting<AdamW>] = [
        learningRateSetting(\.learningRate, searched: "0.0001..0.01"),
        weightDecaySetting(\.weightDecay, searched: "0|0.001|0.01|0.1"),
    ]

    package func update(_ pass: UpdatePass) {
        step(pass, decay: 0, shrink: 1 - pass.rate * weightDecay)
    }
}
