extension Engine {
    /// One step of Adam on a flat store; `step` counts from 1.
    ///
    ///     g = gradient + decay · weight
    ///     mean ← β₁ mean + (1 − β₁) g          square ← β₂ square + (1 − β₂) g²
    ///     weight ← shrink · weight − rate · (mean / (1 − β₁ᵗ)) / (√(square / (1 − β₂ᵗ)) + ε)
    ///
    /// - Parameter rounded: receives the new weights rounded to bfloat16; nil for none.
    /// - Reference: Kingma and Ba, *Adam*, 2015; `shrink` as in Loshchilov and Hutter, 2019.
    public func adam(
        weights: Matrix, gradients: Matrix, means: Matrix, squares: Matrix, rounded: Matrix? = nil,
        step: Int, rate: Double, beta1: Double, beta2: Double, epsilon: Double, decay: Double,
        shrink: Double
    ) {
        precondition(weights.isContiguous && gradients.count == weights.count)
        precondition(rounded.map { $0.count == weights.count } ?? true)
        precondition(means.count == weights.count && squares.count == weights.count)
        let rate1 = rate / (1 - power(beta1, step))
        let correction2 = 1 / (1 - power(beta2, step)).squareRoot()
        kernels(for: weights).adam(
            weights: weights, gradients: gradients, means: means, squares: squares,
            rounded: rounded,
            AdamStep(
                rate: rate1, correction2: correction2, beta1: beta1, beta2: beta2,
                epsilon: epsilon, decay: decay, shrink: shrink))
    }

    /// One step of stochastic gradient descent on a flat store.
    ///
    ///     g = gradient + decay · weight        velocity ← momentum · velocity + g
    ///     weight ← weight − rate · (g without momentum; velocity; or g + momentum · velocity)
    ///
    /// - Parameter rounded: receives the new weights rounded to bfloat16; nil for none.
    /// - Reference: Sutskever et al., 2013, in the form that PyTorch uses.
    public func descend(
        weights: Matrix, gradients: Matrix, velocities: Matrix?, rounded: Matrix? = nil,
        rate: Double, momentum: Double, isNesterov: Bool, decay: Double
    ) {
        precondition(weights.isContiguous && gradients.count == weights.count)
        precondition(rounded.map { $0.count == weights.count } ?? true)
        kernels(for: weights).descend(
            weights: weights, gradients: gradients, velocities: velocities, rounded: rounded,
            DescentStep(rate: rate, momentum: momentum, isNesterov: isNesterov, decay: decay))
    }

    private func power(_ base: Double, _ exponent: Int) -> Double {
        var (result, factor, left) = (1.0, base, exponent)
        while left > 0 {
            if left & 1 == 1 { result *= factor }
            factor *= factor
            left >>= 1
        }
        return result
    }
}
