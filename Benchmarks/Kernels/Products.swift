import Benchmark
import Onward

/// The three products of a dense layer, at the sizes of the table of targets.
func products() {
    for precision in [Precision.float32, .bfloat16] where (try? precision.validate()) != nil {
        for (rows, inputs, outputs) in [(256, 784, 1000), (256, 1000, 1000), (256, 2000, 2000)] {
            let product = { (name: String, a: Matrix, b: Matrix, output: Matrix) in
                let operations = 2 * Double(a.rows * a.columns * b.columns)
                measure(
                    "\(name) [\(rows), \(inputs)] to \(outputs), \(precision.rawValue)",
                    operations, Engine(precision: precision)
                ) { $0.multiply(a, b, into: output) }
            }
            let type = precision.storage
            let (input, error) = (numbers(rows, inputs, type), numbers(rows, outputs, type))
            // Column by column, as the network keeps it: the transpose of what lies row by row.
            let weights = numbers(inputs, outputs, type).transposed
            let gradients = Matrix(rows: inputs, columns: outputs).transposed
            product(
                "output = input · weightsᵀ", input, weights.transposed,
                Matrix(type, rows: rows, columns: outputs))
            product("gradients = errorᵀ · input", error.transposed, input, gradients)
            product(
                "input error = error · weights", error, weights,
                Matrix(type, rows: rows, columns: inputs))
        }
    }
}

private let rate = BenchmarkMetric.custom("GFLOP/s", polarity: .prefersLarger)

private func measure(
    _ name: String, _ operations: Double, _ engine: Engine, _ work: @escaping (Engine) -> Void
) {
    var configuration = Benchmark.defaultConfiguration
    configuration.metrics = [.wallClock, rate]
    Benchmark(name, configuration: configuration) { benchmark in
        let start = ContinuousClock.now
        work(engine)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        benchmark.measurement(rate, Int(operations / seconds / 1e9))
    }
}
