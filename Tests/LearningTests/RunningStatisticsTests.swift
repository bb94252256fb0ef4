import OnwardCompute
import OnwardLayers
import OnwardOptimizers
import Testing

@testable import OnwardInference
@testable import OnwardLearning
@testable import OnwardNetworks

/// Running statistics: what layers keep up to date themselves.
@Suite("Running statistics")
struct RunningStatisticsTests {
    private func network(feedback: Feedback = .exact) throws -> Network {
        try Network(
            input: Shape(6), classes: toyClasses, objective: .crossEntropy, feedback: feedback,
            seed: 5
        ) {
            Block {
                Dense(9)
                BatchNormalization()
                Dense(5, activation: .relu)
            }
            Block { BatchNormalization() }
        }
    }

    private func trainer(
        batchSize: Int = 11, schedule: any Schedule = Simultaneous()
    ) -> Trainer {
        Trainer(optimizer: Adam(learningRate: 0.01), batchSize: batchSize, schedule: schedule)
    }

    private func statistics(_ block: BlockState) -> [[Float]] {
        block.weights.filter { $0.name.contains("running") }.map(\.matrix.floats)
    }

    @Test("They bear PyTorch's names, begin at 0 and 1, and are not counted as parameters")
    func names() throws {
        let network = try network()
        #expect(
            network.weights.map(\.name).filter { $0.contains("running") } == [
                "blocks.0.layers.1.running_mean", "blocks.0.layers.1.running_var",
                "blocks.1.layers.0.running_mean", "blocks.1.layers.0.running_var",
            ])
        #expect(
            statistics(network.blocks[0]) == [
                .init(repeating: 0, count: 9), .init(repeating: 1, count: 9),
            ])
        #expect(network.parameterCount == 6 * 9 + 9 + 18 + 9 * 5 + 5 + 15 + 10 + 15)
        #expect(!network.blocks[0].optimizerMemory.contains { $0.name.contains("running") })
    }

    @Test("Training moves them, evaluation and prediction do not")
    func moves() throws {
        let (network, samples) = (try network(), toySamples(33))
        let before = network.blocks.map(statistics)
        try trainer().fit(network, on: samples, epochs: 20)
        let after = network.blocks.map(statistics)
        #expect(zip(before, after).allSatisfy { $0 != $1 })
        #expect(try network.evaluate(on: samples).accuracy > 0.8)
        _ = try network.answers(to: samples)
        #expect(network.blocks.map(statistics) == after)
    }

    @Test("A frozen block keeps them")
    func frozen() throws {
        let (network, samples) = (try network(), toySamples(33))
        var statisticsOfFirst: [[[Float]]] = []
        try trainer(schedule: Layerwise()).fit(network, on: samples, epochs: 2) { _ in
            statisticsOfFirst.append(self.statistics(network.blocks[0]))
        }
        #expect(statisticsOfFirst.count == 4)
        #expect(statisticsOfFirst[0] != statisticsOfFirst[1])
        #expect(statisticsOfFirst[1] == statisticsOfFirst[3])
    }

    @Test("Measuring how feedback is aligned leaves no trace in them")
    func alignment() throws {
        let network = try network(feedback: .random)
        let session = try TrainingSession(
            network, trainer: trainer(), samples: toySamples(33), epochs: 1)
        var left = 2
        try session.run(goesOn: { _ in
            left -= 1
            return left >= 0
        })
        let before = network.blocks.map(statistics)
        #expect(session.alignmentDegrees()?.isEmpty == false)
        #expect(network.blocks.map(statistics) == before)
    }

    @Test("A last batch of one sample is refused before training, and it says what to do")
    func lastBatch() throws {
        let (network, samples) = (try network(), toySamples(34))
        let error = #expect(throws: TrainingError.self) {
            try TrainingSession(network, trainer: trainer(), samples: samples, epochs: 1)
        }
        #expect(
            error?.description
                == "BatchNormalization() in block 1: expected batches of at least 2 samples to learn "
                + "from, got 1 in the last batch of an epoch; take another `batch-size`, or hold "
                + "out another share of the samples for `validation`.")
        try trainer(batchSize: 34).fit(network, on: samples, epochs: 1)
        #expect(throws: TrainingError.self) {
            try TrainingSession(
                network, trainer: trainer(batchSize: 1), samples: samples, epochs: 1)
        }
    }

    @Test("A training that is broken off and continued gives the bits of an unbroken one")
    func continues() throws {
        let samples = toySamples(33)
        let (whole, broken) = (try network(), try network())
        try trainer().fit(whole, on: samples, epochs: 2)
        var left = 4
        let first = try TrainingSession(broken, trainer: trainer(), samples: samples, epochs: 2)
        try first.run(goesOn: { _ in
            left -= 1
            return left >= 0
        })
        let second = try TrainingSession(
            broken, trainer: trainer(), samples: samples, epochs: 2, progress: first.progress)
        try second.run()
        #expect(bits(whole) == bits(broken))
    }
}
