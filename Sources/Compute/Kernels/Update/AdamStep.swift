/// What one step of Adam multiplies by; the same for all weights.
package struct AdamStep: Sendable, Hashable {
    /// The learning rate, divided by 1 − β₁ᵗ.
    package let rate: Double
    /// 1 / √(1 − β₂ᵗ)
    package let correction2: Double
    package let beta1, beta2, epsilon, decay, shrink: Double
}
