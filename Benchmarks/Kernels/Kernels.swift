// The loops and products of a training step, each alone and again and again, on all cores.
//
// N = rows in the batch, I = inputs, O = outputs, C = classes.
import Benchmark
import Onward

let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration.metrics = [.wallClock]
    Benchmark.defaultConfiguration.timeUnits = .microseconds
    Benchmark.defaultConfiguration.warmupIterations = 3
    products()
    elementwise()
}

/// A matrix of numbers between −1 and 1, the same in every run.
func numbers(_ rows: Int, _ columns: Int, _ type: ElementType = .float32) -> Matrix {
    let random = RandomSource(seed: 1, for: .test)
    let values = Matrix(
        (0..<rows * columns).map { random.uniform(at: $0) * 2 - 1 }, columns: columns)
    let matrix = Matrix(type, rows: rows, columns: columns)
    Engine().convert(values, into: matrix)
    return matrix
}
