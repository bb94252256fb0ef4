import CKernels

extension Engine {
    /// One step of Adam on a flat store; `step` counts from 1.
    ///
    ///     g = gradient + decay · weight
    ///     mean ← β₁ mean + (1 − β₁) g          square ← β₂ square + (1 − β₂) g²
    ///     weight ← shrink · weight − rate · (mean / (1 − β₁ᵗ)) / (√(square / (1 − β₂ᵗ)) + ε)
    ///
    /// - Parameter rounded: receives the new weights rounded to bfloat16; nil for none.
    /// - Reference: Kingma and Ba, *Adam*, 2015; `shrink` as in Loshchilov and Hutter, 2019.
    package func adam(
        weights: Matrix, gradients: Matrix, means: Matrix, squares: Matrix, rounded: Matrix? = nil,
        step: Int, rate: Double, beta1: Double, beta2: Double, epsilon: Double, decay: Double,
        shrink: Double
    ) {
        precondition(weights.isContiguous && gradients.count == weights.count)
        precondition(rounded.map { $0.count == weights.count } ?? true)
        precondition(means.count == weights.count && squares.count == weights.count)
        let rate1 = rate / (1 - power(beta1, step))
        let correction2 = 1 / (1 - power(beta2, step)).squareRoot()
        func formula<S: RealScalar>(_: S.Type) {
            let (w, g) = (weights.reals(S.self), gradients.reals(S.self))
            let (m, v) = (means.reals(S.self), squares.reals(S.self))
            for i in 0..<weights.count {
                let slope = g[i] + S(decay) * w[i]
                m[i] = S(beta1) * m[i] + S(1 - beta1) * slope
                v[i] = S(beta2) * v[i] + S(1 - beta2) * slope * slope
                let spread = v[i].squareRoot() * S(correction2) + S(epsilon)
                w[i] = S(shrink) * w[i] - S(rate1) * m[i] / spread
                rounded?.reals(S.self)[i] = w[i]
            }
        }
        if let scalar = formulaScalar(for: weights) { return formula(scalar) }
        run(
            table.adam,
            onward_adam(
                weight: weights.pointer(), mean: means.pointer(), square: squares.pointer(),
                gradient: gradients.pointer(), copy: rounded?.bfloat16Pointer, rate: Float(rate1),
                beta2: Float(beta2),
                fresh1: Float(1 - beta1), fresh2: Float(1 - beta2), epsilon: Float(epsilon),
                correction2: Float(correction2),
                decay: Float(decay), shrink: Float(shrink)),
            over: weights.count)
    }

    /// One step of stochastic gradient descent on a flat store.
    ///
    ///     g = gradient + decay · weight        velocity ← momentum · velocity + g
    ///     weight ← weight − rate · (g without momentum; velocity; or g + momentum · velocity)
    ///
    /// - Parameter rounded: receives the new weights rounded to bfloat16; nil for none.
    /// - Reference: Sutskever et al., 2013, in the form that PyTorch uses.
    package func descend(
        weights: Matrix, gradients: Matrix, velocities: Matrix?, rounded: Matrix? = nil,
        rate: Double, momentum: Double, isNesterov: Bool, decay: Double
    ) {
        precondition(weights.isContiguous && gradients.count == weights.count)
        precondition(rounded.map { $0.count == weights.count } ?? true)
        func formula<S: RealScalar>(_: S.Type) {
            let (w, g) = (weights.reals(S.self), gradients.reals(S.self))
            for i in 0..<weights.count {
                var slope = g[i] + S(decay) * w[i]
                if let velocities {
                    let v = velocities.reals(S.self)
                    v[i] = S(momentum) * v[i] + slope
                    slope = isNesterov ? slope + S(momentum) * v[i] : v[i]
                }
                w[i] -= S(rate) * slope
                rounded?.reals(S.self)[i] = w[i]
            }
        }
        if let scalar = formulaScalar(for: weights) { return formula(scalar) }
        run(
            table.sgd,
            onward_sgd(
                weight: weights.pointer(), velocity: velocities?.pointer(),
                gradient: gradients.pointer(), copy: rounded?.bfloat16Pointer, rate: Float(rate),
                momentum: Float(momentum),
                decay: Float(decay), nesterov: isNesterov),
            over: weights.count)
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
