/// What one step of gradient descent multiplies by; the same for all weights.
package struct DescentStep: Sendable, Hashable {
    package let rate, momentum: Double
    package let isNesterov: Bool
    package let decay: Double
}
