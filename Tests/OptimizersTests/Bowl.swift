import OnwardCompute
import OnwardOptimizers

/// A quadratic bowl to descend: loss = ½ Σ steepness · weight², steepness from 0.5 to 2.
struct Bowl {
    let weights: Matrix
    let memory: [Matrix]
    private let gradients: Matrix
    private let engine: Engine
    private let optimizer: any Optimizer

    init(_ optimizer: any Optimizer, as type: ElementType, kernels: KernelForm = .native) {
        self.optimizer = optimizer
        engine = Engine(threads: 1, kernels: kernels)
        weights = Matrix(type, rows: 1, columns: Bowl.steepness.count)
        gradients = Matrix(type, rows: 1, columns: weights.count)
        memory = (0..<optimizer.memoryPerWeight).map { _ in
            Matrix(type, rows: 1, columns: Bowl.steepness.count)
        }
        let source = RandomSource(seed: 1, for: .test)
        write((0..<weights.count).map { Double(2 * source.uniform(at: $0) - 1) }, to: weights)
    }

    private static let steepness = (0..<37).map { 0.5 + 1.5 * Double($0) / 36 }

    var loss: Double {
        zip(Bowl.steepness, numbers(weights)).reduce(0) { $0 + $1.0 * $1.1 * $1.1 / 2 }
    }

    /// Lets the optimizer make so many steps from the first one on.
    func descend(steps: Int) {
        for step in 1...steps {
            write(zip(Bowl.steepness, numbers(weights)).map(*), to: gradients)
            optimizer.update(
                UpdatePass(
                    engine: engine, weights: weights, gradients: gradients, memory: memory,
                    step: step, rate: optimizer.learningRate))
        }
    }

    var place: [Double] { numbers(weights) }

    private func numbers(_ matrix: Matrix) -> [Double] {
        matrix.elementType == .float64
            ? matrix.values() : matrix.values(as: Float.self).map(Double.init)
    }

    private func write(_ numbers: [Double], to matrix: Matrix) {
        if matrix.elementType == .float64 {
            matrix.assign(numbers)
        } else {
            matrix.assign(numbers.map { Float($0) })
        }
    }
}
