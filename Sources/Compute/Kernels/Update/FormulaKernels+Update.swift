extension FormulaKernels {
    func adam(
        weights: Matrix, gradients: Matrix, means: Matrix, squares: Matrix, rounded: Matrix?,
        _ step: AdamStep
    ) {
        let (w, g) = (weights.reals(Real.self), gradients.reals(Real.self))
        let (m, v) = (means.reals(Real.self), squares.reals(Real.self))
        let copy = rounded?.reals(Real.self)
        for i in 0..<weights.count {
            let slope = g[i] + Real(step.decay) * w[i]
            m[i] = Real(step.beta1) * m[i] + Real(1 - step.beta1) * slope
            v[i] = Real(step.beta2) * v[i] + Real(1 - step.beta2) * slope * slope
            let spread = v[i].squareRoot() * Real(step.correction2) + Real(step.epsilon)
            w[i] = Real(step.shrink) * w[i] - Real(step.rate) * m[i] / spread
            copy?[i] = w[i]
        }
    }

    func descend(
        weights: Matrix, gradients: Matrix, velocities: Matrix?, rounded: Matrix?,
        _ step: DescentStep
    ) {
        let (w, g) = (weights.reals(Real.self), gradients.reals(Real.self))
        let (velocity, copy) = (velocities?.reals(Real.self), rounded?.reals(Real.self))
        for i in 0..<weights.count {
            var slope = g[i] + Real(step.decay) * w[i]
            if let velocity {
                let v = Real(step.momentum) * velocity[i] + slope
                velocity[i] = v
                slope = step.isNesterov ? slope + Real(step.momentum) * v : v
            }
            w[i] -= Real(step.rate) * slope
            copy?[i] = w[i]
        }
    }
}
