import CKernels

extension NativeKernels {
    func adam(
        weights: Matrix, gradients: Matrix, means: Matrix, squares: Matrix, rounded: Matrix?,
        _ step: AdamStep
    ) {
        run(
            table.adam,
            onward_adam(
                weight: weights.pointer(), mean: means.pointer(), square: squares.pointer(),
                gradient: gradients.pointer(), copy: rounded?.bfloat16Pointer,
                rate: Float(step.rate), beta2: Float(step.beta2), fresh1: Float(1 - step.beta1),
                fresh2: Float(1 - step.beta2), epsilon: Float(step.epsilon),
                correction2: Float(step.correction2), decay: Float(step.decay),
                shrink: Float(step.shrink)),
            over: weights.count)
    }

    func descend(
        weights: Matrix, gradients: Matrix, velocities: Matrix?, rounded: Matrix?,
        _ step: DescentStep
    ) {
        run(
            table.sgd,
            onward_sgd(
                weight: weights.pointer(), velocity: velocities?.pointer(),
                gradient: gradients.pointer(), copy: rounded?.bfloat16Pointer,
                rate: Float(step.rate), momentum: Float(step.momentum),
                decay: Float(step.decay), nesterov: step.isNesterov),
            over: weights.count)
    }
}
