import Foundation
import OnwardSettings

/// How the learning rate changes over a block's training.
///
/// Progress is counted in the block's own steps, so a block that learns later passes through the
/// same rates as one that learns first.
public struct LearningRateSchedule: Configurable, Codable, Hashable {
    /// What the rate does after the warm-up; halves are those of the block's whole training.
    public enum Form: String, Sendable, Codable, CaseIterable {
        /// Stays as it is.
        case constant
        /// Falls to a tenth at a half, and again at three quarters.
        case step
        /// Falls along half a cosine to 0.
        case cosine
        /// Stays for the first half, then falls in a line to 0 (Hinton's code).
        case linearAfterHalf = "linear-after-half"
    }

    package var form: Form
    /// Epochs at the start over which the rate grows in a line from 0.
    package var warmupEpochs: Double

    /// A change of the rate, after so many epochs of growing in a line from 0.
    public init(_ form: Form, warmupEpochs: Double = 0) {
        self.form = form
        self.warmupEpochs = warmupEpochs
    }

    public init() { self.init(.linearAfterHalf) }

    public static let settingsGroup = "Learning rate"
    public static let settings: [Setting<LearningRateSchedule>] = [
        Setting("schedule", \.form, .choice, "How the learning rate changes."),
        Setting(
            "warmup-epochs", \.warmupEpochs, .number(.atLeast(0)),
            "Epochs over which the learning rate grows at the start."),
    ]

    /// What the optimizer's rate is multiplied by.
    ///
    /// - Parameters:
    ///   - step: the block's steps so far, 0 before the first.
    ///   - total: all steps that the block will make.
    ///   - stepsPerEpoch: what the warm-up's epochs are counted in.
    package func factor(step: Int, of total: Int, stepsPerEpoch: Int) -> Double {
        let warmup = warmupEpochs * Double(stepsPerEpoch)
        if Double(step) < warmup { return Double(step + 1) / (warmup + 1) }
        let progress = total > 0 ? min(Double(step) / Double(total), 1) : 0
        switch form {
        case .constant: return 1
        case .step: return progress < 0.5 ? 1 : progress < 0.75 ? 0.1 : 0.01
        case .cosine: return 0.5 * (1 + cos(.pi * progress))
        case .linearAfterHalf: return progress < 0.5 ? 1 : 2 * (1 - progress)
        }
    }
}
