import OnwardCompute
import OnwardLayers
import OnwardNetworks
import OnwardObjectives
import OnwardOptimizers
import Synchronization
import Testing

@testable import OnwardLearning

/// A step reads nothing: what blocks come to is looked at now and then.
@Suite("Looks at losses")
struct LooksTests {
    private let samples = toySamples(70)
    private let trainer = Trainer(
        optimizer: Adam(learningRate: 0.01), batchSize: 1, shuffles: false, threads: 1)

    private final class Calls: Sendable { let count = Atomic<Int>(0) }

    /// Its first block is given no number in the batch of this number, and in no other.
    private func network(spoiltAt batch: Int?) throws -> Network {
        let calls = Calls()
        let box = Opaque("box") { _, input, output in
            let number = calls.count.add(1, ordering: .relaxed).oldValue
            for index in input.indices { output[index] = number == batch ? .nan : input[index] }
        }
        return try Network(
            input: Shape(6), classes: toyClasses, objective: .crossEntropy, seed: 5
        ) {
            Block([box, Dense(9)])
            Block { Dense(7) }
        }
    }

    @Test("Sums are brought up to date every 32 batches and when a training stops or ends")
    func looks() throws {
        let network = try network(spoiltAt: nil)
        let session = try TrainingSession(network, trainer: trainer, samples: samples, epochs: 1)
        var seen: [Int] = []
        try session.run(goesOn: { progress in
            if seen.last != progress.blocks[0].samples { seen.append(progress.blocks[0].samples) }
            return progress.batch < 40
        })
        #expect(seen == [0, 32])
        #expect(session.progress.blocks.map(\.samples) == [40, 40])
        var report: EpochReport?
        try session.run(onEpoch: { report = $0 })
        var whole: EpochReport?
        try trainer.fit(self.network(spoiltAt: nil), on: samples, epochs: 1) { whole = $0 }
        #expect(report?.blockLoss == whole?.blockLoss && report?.loss.isFinite == true)
    }

    @Test(
        "A loss that is no number names its batch at the next look; no later step changes weights")
    func spares() throws {
        let until = try network(spoiltAt: 40)
        try TrainingSession(until, trainer: trainer, samples: samples, epochs: 1)
            .run(goesOn: { $0.batch < 40 })
        let spoilt = try network(spoiltAt: 40)
        let session = try TrainingSession(spoilt, trainer: trainer, samples: samples, epochs: 1)
        let error = #expect(throws: TrainingError.self) { try session.run() }
        let message = error?.description ?? ""
        #expect(message.contains("loss of block 1") && message.contains("(epoch 1, batch 41)"))
        #expect(session.progress.batch == 62)
        #expect(bits(spoilt) == bits(until))
        #expect(spoilt.blocks.map(\.step) == [40, 40])
        // The look comes when the lower block has learned, and the upper one has not.
        #expect(session.progress.blocks.map(\.samples) == [32, 31])
    }
}
