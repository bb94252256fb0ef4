import OnwardCompute
import OnwardOptimizers
import OnwardSettings
import Testing

@testable import OnwardLearning
@testable import OnwardNetworks

@Suite("A training session")
struct SessionTests {
    private let samples = toySamples(33)

    private static let schedules: [any Schedule] = [
        Simultaneous(), Layerwise(), Layerwise(stepsPerBlock: 4, rounds: 3),
    ]

    private func trainer(_ schedule: any Schedule) -> Trainer {
        Trainer(
            optimizer: Adam(learningRate: 0.01), batchSize: 7, schedule: schedule,
            learningRateSchedule: .init(.cosine, warmupEpochs: 0.5))
    }

    @Test("A training that is over is freed, whatever asked it whether to go on")
    func isFreed() throws {
        weak var freed: TrainingSession?
        do {
            let session = try TrainingSession(
                toyNetwork([9, 7]), trainer: trainer(Simultaneous()), samples: samples, epochs: 1)
            freed = session
            try session.run(goesOn: { _ in session.epochs == 1 })
        }
        #expect(freed == nil)
    }

    @Test(
        "A training that is broken off and continued gives the bits of an unbroken one",
        arguments: 0..<3, [1, 5, 8, 14])
    func continues(schedule: Int, batches: Int) throws {
        let trainer = trainer(SessionTests.schedules[schedule])
        let (whole, broken) = (
            try toyNetwork([9, 7], dropout: 0.3), try toyNetwork([9, 7], dropout: 0.3)
        )
        var (wanted, got): ([[Double?]], [[Double?]]) = ([], [])
        try trainer.fit(whole, on: samples, epochs: 2, validation: samples) {
            wanted.append($0.blockLoss + [$0.validationAccuracy])
        }
        var left = batches
        let first = try TrainingSession(
            broken, trainer: trainer, samples: samples, validation: samples, epochs: 2)
        let hasEnded = try first.run(
            goesOn: { _ in
                left -= 1
                return left >= 0
            },
            onEpoch: { got.append($0.blockLoss + [$0.validationAccuracy]) })
        try #require(!hasEnded || batches >= 10)
        let second = try TrainingSession(
            broken, trainer: trainer, samples: samples, validation: samples, epochs: 2,
            progress: first.progress)
        try #require(
            try second.run(onEpoch: { got.append($0.blockLoss + [$0.validationAccuracy]) }))
        #expect(bits(whole) == bits(broken))
        #expect(wanted == got)
        #expect(second.progress.samples == first.progress.samples || !hasEnded)
    }

    @Test("A loss that is no number ends training, names the block and spares the weights")
    func stopsAtNonFiniteLoss() throws {
        let network = try toyNetwork([9, 7])
        let healthy = bits(network.blocks[0])
        for weight in network.blocks[1].weights {
            weight.matrix.assign([Float](repeating: 1e30, count: weight.matrix.count))
        }
        let damaged = bits(network.blocks[1])
        let trainer = Trainer(optimizer: Adam(learningRate: 0.01), batchSize: 7)
        let error = #expect(throws: TrainingError.self) {
            try trainer.fit(network, on: samples, epochs: 1)
        }
        #expect(
            error?.description.contains("loss of block 2") == true, "\(String(describing: error))")
        #expect(error?.description.contains("epoch 1, batch 1") == true)
        #expect(bits(network.blocks[1]) == damaged)
        #expect(bits(network.blocks[0]) != healthy)
        for weight in network.weights {
            let isFinite = weight.matrix.floats.allSatisfy(\.isFinite)
            #expect(isFinite, "\(weight.name)")
        }
    }

    @Test("A last step that spoils the weights is found at the epoch's end")
    func findsSpoiltWeights() throws {
        let network = try toyNetwork([9])
        let trainer = Trainer(
            optimizer: SGD(learningRate: 1e300), batchSize: 33)
        let error = #expect(throws: TrainingError.self) {
            try trainer.fit(network, on: samples, epochs: 1)
        }
        #expect(error?.description.contains("weights of block 1") == true)
    }

    @Test("Settings out of range are refused before anything is trained")
    func refusesSettings() throws {
        let network = try toyNetwork([9])
        let good = trainer(Simultaneous())
        var (batch, threads, rate, schedule) = (good, good, good, good)
        batch.batchSize = 0
        threads.threads = 0
        rate.optimizer = Adam(learningRate: -1)
        schedule.schedule = Layerwise(stepsPerBlock: 0, rounds: 1)
        for trainer in [batch, threads, rate, schedule] {
            #expect(throws: SettingsError.self) {
                try trainer.fit(network, on: samples, epochs: 1)
            }
        }
        #expect(throws: SettingsError.self) { try good.fit(network, on: samples, epochs: -1) }
        #expect(throws: TrainingError.self) {
            try good.fit(network, on: samples.prefix(0), epochs: 1)
        }
    }

    @Test("No epochs leave the first weights")
    func trainsForNoEpochs() throws {
        let network = try toyNetwork([9, 7])
        for schedule in SessionTests.schedules.prefix(2) {
            try trainer(schedule).fit(network, on: samples, epochs: 0)
        }
        #expect(try bits(network) == bits(toyNetwork([9, 7])))
    }
}
