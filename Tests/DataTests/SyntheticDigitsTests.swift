import OnwardCompute
import Testing

@testable import OnwardData

private func pixels(_ samples: Samples, _ rows: [Int32]) -> [Float] {
    let input = Matrix(rows: rows.count, columns: 784)
    let labels = Matrix(.int32, rows: rows.count, columns: 1)
    samples.gather(Matrix(rows, columns: 1), into: input, labels: labels, on: Engine(threads: 1))
    return input.values()
}

@Test("A digit depends on the seed and its place alone")
func drawsTheSameAgain() {
    let small = SyntheticDigits.load(trainCount: 20, testCount: 10, seed: 3)
    let large = SyntheticDigits.load(trainCount: 30, testCount: 10, seed: 3)
    let rows: [Int32] = [0, 7, 19]
    #expect(pixels(small.train, rows) == pixels(large.train, rows))
    #expect(pixels(small.train, [0]) != pixels(small.train, [10]))
    #expect(pixels(small.train, [0]) != pixels(small.test, [0]))
    let other = SyntheticDigits.load(trainCount: 20, testCount: 10, seed: 4)
    #expect(pixels(small.train, rows) != pixels(other.train, rows))
    #expect(small.train.allLabels.prefix(12) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1])
}

@Test("A linear classifier learns the digits, but not to 95 %")
func resistsLinearClassifier() {
    let data = SyntheticDigits.load()
    let engine = Engine()
    let loader = DataLoader(data.train, batchSize: 100, seed: 1)
    var classifier = LinearClassifier(inputs: 784, classes: 10)
    for epoch in 0..<15 {
        loader.prepare(epoch: epoch)
        for batch in 0..<loader.batchesPerEpoch {
            classifier.learn(batch, of: loader, on: engine)
        }
    }
    let accuracy = classifier.accuracy(on: data.test, engine)
    #expect(accuracy > 0.85 && accuracy < 0.95, "\(accuracy)")
}

/// Softmax regression under Adam, on full batches of 100.
private struct LinearClassifier {
    let weights, means, squares, gradients: Matrix
    let input = Matrix(rows: 100, columns: 784)
    let labels = Matrix(.int32, rows: 100, columns: 1)
    let losses = Matrix(rows: 100, columns: 1)
    let evidence, error: Matrix
    var step = 0

    init(inputs: Int, classes: Int) {
        weights = Matrix(rows: classes, columns: inputs)
        means = Matrix(rows: classes, columns: inputs)
        squares = Matrix(rows: classes, columns: inputs)
        gradients = Matrix(rows: classes, columns: inputs)
        evidence = Matrix(rows: 100, columns: classes)
        error = Matrix(rows: 100, columns: classes)
    }

    mutating func learn(_ batch: Int, of loader: DataLoader, on engine: Engine) {
        step += 1
        loader.load(batch: batch, into: input, labels: labels, on: engine)
        engine.multiply(input, weights.transposed, into: evidence)
        _ = engine.crossEntropy(of: evidence, labels: labels, error: error, losses: losses)
        engine.multiply(error.transposed, input, into: gradients)
        engine.adam(
            weights: weights, gradients: gradients, means: means, squares: squares, step: step,
            rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, decay: 0, shrink: 1)
    }

    func accuracy(on samples: Samples, _ engine: Engine) -> Double {
        let loader = DataLoader(samples, batchSize: 100, seed: 0, shuffles: false)
        loader.prepare(epoch: 0)
        var correct = 0
        for batch in 0..<loader.batchesPerEpoch {
            loader.load(batch: batch, into: input, labels: labels, on: engine)
            engine.multiply(input, weights.transposed, into: evidence)
            correct += engine.countCorrect(evidence, labels: labels)
        }
        return Double(correct) / Double(samples.count)
    }
}
