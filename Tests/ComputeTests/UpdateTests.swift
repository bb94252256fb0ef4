import Foundation
import Testing

@testable import OnwardCompute

@Suite("Steps of the optimizers")
struct UpdateTests {
    @Test("Every version takes the same steps of Adam", arguments: Form.all, [0, 0.1])
    func adam(form: Form, decay: Double) {
        expectAgreement(within: 2e-5) { engine, type in
            let weights = form.random(1, type)
            let (means, squares) = (
                Matrix(type, rows: form.rows, columns: form.columns),
                Matrix(type, rows: form.rows, columns: form.columns)
            )
            for step in 1...5 {
                engine.adam(
                    weights: weights, gradients: form.random(1 + step, type), means: means,
                    squares: squares, step: step, rate: 0.01, beta1: 0.9, beta2: 0.999,
                    epsilon: 1e-8, decay: decay, shrink: 1 - decay / 100)
            }
            return [weights, means, squares]
        }
    }

    @Test("Adam's first step is as long as the rate", arguments: KernelForm.allCases)
    func firstStep(kernels: KernelForm) {
        let weights = Matrix([Float(1), 1, 1], columns: 3)
        Engine(threads: 1, kernels: kernels).adam(
            weights: weights, gradients: Matrix([Float(1e-3), -50, 0], columns: 3),
            means: Matrix(rows: 1, columns: 3), squares: Matrix(rows: 1, columns: 3), step: 1,
            rate: 0.25, beta1: 0.9, beta2: 0.999, epsilon: 1e-12, decay: 0, shrink: 1)
        let expected = Matrix([Float(0.75), 1.25, 1], columns: 3)
        #expect(weights.deviation(from: expected) < 1e-5)
    }

    /// Golden values: the formula of Kingma and Ba worked out in 50 digits.
    @Test(
        "Two steps of Adam give the published formula's values", arguments: KernelForm.allCases)
    func adamGolden(kernels: KernelForm) {
        let engine = Engine(threads: 1, kernels: kernels)
        let (weights, means, squares) = (
            Matrix([Float(0.5)], columns: 1), Matrix(rows: 1, columns: 1),
            Matrix(rows: 1, columns: 1)
        )
        for (step, gradient) in [(1, Float(2)), (2, -1)] {
            engine.adam(
                weights: weights, gradients: Matrix([gradient], columns: 1), means: means,
                squares: squares, step: step, rate: 0.1, beta1: 0.9, beta2: 0.99, epsilon: 1e-8,
                decay: 0.5, shrink: 0.95)
        }
        #expect(weights.deviation(from: Matrix([0.318450559657284], columns: 1)) < 1e-5)
        #expect(means.deviation(from: Matrix([0.121250000022222], columns: 1)) < 1e-5)
        #expect(squares.deviation(from: Matrix([0.056720312496389], columns: 1)) < 1e-5)
    }

    @Test(
        "Every version takes the same steps of gradient descent", arguments: Form.all,
        [(0.0, false), (0.9, false), (0.9, true)])
    func descend(form: Form, momentum: (factor: Double, isNesterov: Bool)) {
        expectAgreement(within: 2e-6) { engine, type in
            let weights = form.random(1, type)
            let velocities = Matrix(type, rows: form.rows, columns: form.columns)
            for step in 1...4 {
                engine.descend(
                    weights: weights, gradients: form.random(1 + step, type),
                    velocities: momentum.factor > 0 ? velocities : nil, rate: 0.1,
                    momentum: momentum.factor, isNesterov: momentum.isNesterov, decay: 0.01)
            }
            return [weights, velocities]
        }
    }

    @Test(
        "Gradient descent takes the steps that one computes by hand",
        arguments: KernelForm.allCases)
    func descendByHand(kernels: KernelForm) {
        let engine = Engine(threads: 1, kernels: kernels)
        func twoSteps(momentum: Double, isNesterov: Bool, decay: Double) -> Float {
            let weights = Matrix([Float(8)], columns: 1)
            let velocities = momentum > 0 ? Matrix(rows: 1, columns: 1) : nil
            for _ in 0..<2 {
                engine.descend(
                    weights: weights, gradients: Matrix([Float(4)], columns: 1),
                    velocities: velocities, rate: 0.5, momentum: momentum,
                    isNesterov: isNesterov, decay: decay)
            }
            return weights[0, 0]
        }
        #expect(twoSteps(momentum: 0, isNesterov: false, decay: 0) == 4)
        #expect(twoSteps(momentum: 0, isNesterov: false, decay: 0.5) == 1)
        #expect(twoSteps(momentum: 0.5, isNesterov: false, decay: 0) == 3)
        #expect(twoSteps(momentum: 0.5, isNesterov: true, decay: 0) == 1.5)
    }
}
