import Benchmark
import Onward

/// The loops between the products, at the sizes of Mono-Forward with layers of 1,000 units.
func elementwise() {
    let (rows, inputs, outputs, classes) = (256, 784, 1000, 10)
    let engine = Engine()
    let labels = Matrix((0..<Int32(rows)).map { $0 % Int32(classes) }, columns: 1)

    let stored = Matrix(.uint8, rows: 4 * rows, columns: inputs)
    let order = Matrix((0..<Int32(rows)).map { $0 * 3 }, columns: 1)
    let batch = Matrix(rows: rows, columns: inputs)
    Benchmark("gather a batch from bytes [\(rows), \(inputs)]") { _ in
        engine.gather(stored, order: order, scale: 1 / 255, into: batch)
    }

    let (error, output) = (numbers(rows, outputs), numbers(rows, outputs))
    Benchmark("gate an error by ReLU [\(rows), \(outputs)]") { _ in
        engine.gate(error, by: .relu, output: output)
    }

    let sums = Matrix(rows: 1, columns: outputs)
    Benchmark("bias gradient [\(rows), \(outputs)]") { _ in
        engine.sumColumns(of: error, into: sums)
    }

    let evidence = numbers(rows, classes)
    let (evidenceError, losses) = (
        Matrix(rows: rows, columns: classes), Matrix(rows: rows, columns: 1)
    )
    Benchmark("softmax cross-entropy [\(rows), \(classes)]") { _ in
        blackHole(
            engine.crossEntropy(
                of: evidence, labels: labels, error: evidenceError, losses: losses))
    }

    let goodness = Matrix(rows: rows, columns: 1)
    Benchmark("goodness [\(rows), \(outputs)]") { _ in
        engine.sumSquares(of: output, factor: 1, into: goodness)
    }

    let normalized = Matrix(rows: rows, columns: outputs)
    Benchmark("divide rows by their lengths [\(rows), \(outputs)]") { _ in
        engine.normalize(output, factor: 1, epsilon: 1e-4, into: normalized, lengths: goodness)
    }

    let (weights, gradients) = (numbers(1, outputs * outputs), numbers(1, outputs * outputs))
    let (means, squares) = (
        Matrix(rows: 1, columns: weights.count), Matrix(rows: 1, columns: weights.count)
    )
    let rounded = Matrix(.bfloat16, rows: 1, columns: weights.count)
    for (name, copy) in [("Adam", nil), ("Adam with a bfloat16 copy", rounded)] {
        Benchmark("\(name), \(weights.count) weights") { _ in
            engine.adam(
                weights: weights, gradients: gradients, means: means, squares: squares,
                rounded: copy, step: 1000, rate: 1e-6, beta1: 0.9, beta2: 0.999, epsilon: 1e-8,
                decay: 0, shrink: 1)
        }
    }
}
