// One training step of whole networks: what a batch costs from its rows to the new weights.
import Benchmark
import Onward

let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration.metrics = [.wallClock]
    Benchmark.defaultConfiguration.timeUnits = .microseconds
    Benchmark.defaultConfiguration.warmupIterations = 3
    let digits = SyntheticDigits.load(trainCount: 6_400, testCount: 0)

    func layer(_ units: Int, _ normalization: [any Layer] = []) -> Block {
        Block(normalization + [Dense(units, activation: .relu)])
    }
    func group(_ widths: [Int]) -> Block {
        let layers: [any Layer] = widths.map { Dense($0, activation: .relu) }
        return Block([LengthNormalization(.l2, epsilon: 1e-4)] + layers)
    }

    step("MF 1000,1000", on: digits, batch: 256, .crossEntropy) { [layer(1000), layer(1000)] }
    step("BP 1000,1000", on: digits, batch: 256, .crossEntropy) {
        [Block((0..<2).map { _ in Dense(1000, activation: .relu) })]
    }
    step("FF 1000,1000,1000", on: digits, batch: 100, contrast(.sum, .width)) {
        (0..<3).map { _ in layer(1000, [LengthNormalization(.rms)]) }
    }
    step("IntFF (200,200,200),(50,50)", on: digits, batch: 128, contrast(.mean, .number(1.5))) {
        [group([200, 200, 200]), group([50, 50])]
    }
    // So small that calls, not numbers, take the time.
    step("MF 20,20", on: digits, batch: 16, .crossEntropy) { [layer(20), layer(20)] }
}

/// As in the papers, so that steps of every version can be compared.
func contrast(
    _ goodness: GoodnessContrast.Goodness, _ threshold: GoodnessContrast.Threshold
) -> GoodnessContrast {
    GoodnessContrast(
        goodness, threshold: threshold, loss: .threshold,
        presentation: .contrast(
            LabelEmbedding(.overlay, strength: 1), negatives: .wrongLabel, pairing: .paired))
}

/// Every iteration is the next batch of one long training.
func step(
    _ name: String, on data: Dataset, batch: Int, _ objective: any Objective,
    blocks: () -> [Block]
) {
    let precision = Precision.automatic
    let trainer = Trainer(optimizer: Adam(), batchSize: batch, precision: precision)
    do {
        let network = try Network(
            input: data.shape, classes: data.classes, objective: objective, seed: 1,
            blocks: blocks())
        let session = try TrainingSession(
            network, trainer: trainer, samples: data.train, epochs: 10_000)
        Benchmark("\(name), batch \(batch), \(precision.rawValue)") { _ in
            let start = session.progress.samples
            try session.run(goesOn: { $0.samples == start })
        }
    } catch {
        preconditionFailure("\(name): \(error)")
    }
}
