import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardObjectives
import OnwardOptimizers
import OnwardSettings
import OnwardTestSupport
import Synchronization
import Testing

@testable import OnwardLearning
@testable import OnwardNetworks

@Suite("Pipelined training", .onOwnThread)
struct PipelinedTests {
    /// 23 batches of 3 and an odd one of 1.
    private let samples = toySamples(70)

    private static let dropping = [9, 7, 8, 5].map { width in
        Block {
            Dense(width, activation: .relu)
            Dropout(0.3)
        }
    }

    private static let contrasting = [[9, 8], [7], [6, 6]].map { widths in
        Block(
            [LengthNormalization(.l2, epsilon: 1e-4)]
                + widths.map { Dense($0, activation: .relu) } + [Dropout(0.2)])
    }

    /// What is trained, by its name.
    private static let kinds: [(name: String, objective: any Objective, blocks: [Block])] = [
        ("mono-forward", CrossEntropy(), dropping),
        ("wrong labels", contrast(), contrasting),
        ("ratio", GoodnessContrast(), contrasting),
        ("hard labels", contrast(negatives: .hardLabel), contrasting),
        ("hybrid images", contrast(negatives: .hybridImage, form: .append), contrasting),
        ("in turn", contrast(pairing: .separate), contrasting),
        (
            "peer normalization",
            GoodnessContrast(
                .sum, loss: .threshold, peerNormalization: 0.03,
                presentation: .contrast(
                    LabelEmbedding(.append, strength: .number(1)), negatives: .wrongLabel,
                    pairing: .paired)),
            [[9], [8], [7]].map {
                Block([LengthNormalization(.rms), Dense($0[0], activation: .relu)])
            }
        ),
    ]

    private func network(
        _ kind: Int, seed: UInt64 = 5, feedback: Feedback = .exact
    ) throws -> Network {
        let (_, objective, blocks) = PipelinedTests.kinds[kind]
        return try Network(
            input: Shape(6), classes: toyClasses, objective: objective, feedback: feedback,
            seed: seed, blocks: blocks)
    }

    private func trainer(
        _ schedule: any Schedule, threads: Int, batchSize: Int = 3
    ) -> Trainer {
        Trainer(
            optimizer: Adam(learningRate: 0.01), batchSize: batchSize, schedule: schedule,
            learningRateSchedule: .init(.cosine, warmupEpochs: 0.5), threads: threads)
    }

    /// What a report says that does not depend on the clock.
    private func facts(_ report: EpochReport) -> [Double?] {
        [Double(report.epoch), Double(report.step), Double(report.samples), report.loss]
            + report.blockLoss + report.blockAccuracy + (report.deadUnits ?? [])
            + (report.alignmentDegrees ?? []) + [report.validationAccuracy]
    }

    /// Trains for three epochs, and expects the same bits and reports of both schedules.
    private func expectSame(
        threads: Int, stages: Int, batchSize: Int = 3, samples: Samples,
        _ make: () throws -> Network,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let (wanted, got) = (try make(), try make())
        let before = bits(got)
        var facts: [[[Double?]]] = [[], []]
        try trainer(Simultaneous(), threads: threads / stages, batchSize: batchSize).fit(
            wanted, on: samples, epochs: 3, validation: samples
        ) { facts[0].append(self.facts($0)) }
        try trainer(Pipelined(stages: stages), threads: threads, batchSize: batchSize).fit(
            got, on: samples, epochs: 3, validation: samples
        ) { facts[1].append(self.facts($0)) }
        #expect(bits(got) == bits(wanted), sourceLocation: sourceLocation)
        #expect(facts[0] == facts[1], sourceLocation: sourceLocation)
        #expect(bits(got) != before, "it learned nothing", sourceLocation: sourceLocation)
    }

    @Test(
        "It learns the bits of the simultaneous schedule, whatever is learned",
        arguments: kinds.indices, [1, 5, 77] as [UInt64])
    func equalsSimultaneous(kind: Int, seed: UInt64) throws {
        for stages in [2, 3] {
            try expectSame(threads: stages, stages: stages, samples: samples) {
                try network(kind, seed: seed)
            }
        }
    }

    @Test("With two threads to a product it learns the bits that two threads learn")
    func equalsOnSeveralThreads() throws {
        let samples = toySamples(1500)
        try expectSame(threads: 4, stages: 2, batchSize: 200, samples: samples) {
            try toyNetwork([150, 120, 100], dropout: 0.2)
        }
    }

    @Test("Errors through random matrices, and their angles, are the same")
    func equalsWithRandomFeedback() throws {
        try expectSame(threads: 2, stages: 2, samples: samples) {
            try network(0, feedback: .random)
        }
    }

    @Test("Batch normalization keeps the same statistics")
    func equalsWithStatistics() throws {
        try expectSame(threads: 2, stages: 2, batchSize: 4, samples: samples) {
            try Network(
                input: Shape(6), classes: toyClasses, objective: CrossEntropy(), seed: 5,
                blocks: [9, 7, 5].map { width in
                    Block {
                        Dense(width, bias: false)
                        BatchNormalization()
                    }
                })
        }
    }

    @Test(
        "Frozen blocks between and below those that learn stay as they are",
        arguments: [[1], [0], [0, 2]])
    func passesFrozenBlocks(frozen: [Int]) throws {
        try expectSame(threads: 2, stages: 2, samples: samples) {
            let network = try network(0)
            try network.freeze(frozen)
            return network
        }
    }

    @Test(
        "Broken off anywhere and continued, it ends with the bits of an unbroken training",
        arguments: kinds.indices, [0, 1, 3, 4, 5, 11, 23, 30])
    func continues(kind: Int, batches: Int) throws {
        let trainer = trainer(Pipelined(), threads: 2)
        let (whole, broken) = (try network(kind), try network(kind))
        var (wanted, got): ([[Double?]], [[Double?]]) = ([], [])
        try trainer.fit(whole, on: samples, epochs: 2, validation: samples) {
            wanted.append(facts($0))
        }
        let first = try TrainingSession(
            broken, trainer: trainer, samples: samples, validation: samples, epochs: 2)
        var left = batches
        try #require(
            try !first.run(
                goesOn: { _ in
                    left -= 1
                    return left >= 0
                }, onEpoch: { got.append(facts($0)) }))
        // Drained: every block has learned from every batch.
        #expect(broken.blocks.allSatisfy { $0.step == batches })
        #expect(
            first.progress.blocks.allSatisfy { $0.samples == first.progress.roundSamples })
        let second = try TrainingSession(
            broken, trainer: trainer, samples: samples, validation: samples, epochs: 2,
            progress: first.progress, drawn: first.drawn)
        try #require(try second.run(onEpoch: { got.append(facts($0)) }))
        #expect(bits(whole) == bits(broken))
        #expect(wanted == got)
    }

    @Test("While a block learns, the one below it is a batch ahead")
    func overlaps() throws {
        let (lower, met) = (Counter(), Counter())
        let total = 24
        let watched = Opaque("watched") { _, input, output in
            lower.number.add(1, ordering: .sequentiallyConsistent)
            for index in input.indices { output[index] = input[index] }
        }
        let upper = Counter()
        let watching = Opaque("watching") { _, input, output in
            let number = upper.number.add(1, ordering: .relaxed).newValue
            for index in input.indices { output[index] = input[index] }
            // The first four batches are learned in turn, and the last has no successor.
            guard number > 5, number < total else { return }
            let end = ContinuousClock.now + .seconds(20)
            while ContinuousClock.now < end {
                if lower.number.load(ordering: .sequentiallyConsistent) > number {
                    met.number.add(1, ordering: .relaxed)
                    return
                }
            }
        }
        let network = try Network(
            input: Shape(6), classes: toyClasses, objective: CrossEntropy(), seed: 1,
            blocks: [
                Block([watched, Dense(9, activation: .relu)]),
                Block([watching, Dense(9, activation: .relu)]),
            ])
        try trainer(Pipelined(), threads: 2).fit(network, on: samples, epochs: 1)
        #expect(met.number.load(ordering: .relaxed) == total - 6)
    }

    /// Whichever blocks a thread kept to itself, one of the two waits would be for its own work.
    @Test("A thread that is held up at one block leaves all others to the other thread")
    func shares() throws {
        let (counts, met) = ((0..<3).map { _ in Counter() }, Counter())
        /// Counts what passes a block; at the batch, waits until another block has learned so many.
        func box(
            _ block: Int, at batch: Int, until others: [(block: Int, batches: Int)]
        ) -> Opaque {
            Opaque("counting") { _, input, output in
                let number = counts[block].number.add(1, ordering: .sequentiallyConsistent).oldValue
                for index in input.indices { output[index] = input[index] }
                guard number == batch else { return }
                let end = ContinuousClock.now + .seconds(20)
                while ContinuousClock.now < end {
                    if others.allSatisfy({
                        counts[$0.block].number.load(ordering: .sequentiallyConsistent)
                            >= $0.batches
                    }) {
                        met.number.add(1, ordering: .relaxed)
                        return
                    }
                }
            }
        }
        let boxes = [
            box(0, at: 8, until: [(1, 8), (2, 8)]), box(1, at: -1, until: []),
            box(2, at: 12, until: [(0, 14), (1, 14)]),
        ]
        let network = try Network(
            input: Shape(6), classes: toyClasses, objective: CrossEntropy(), seed: 1,
            blocks: boxes.map { Block([$0, Dense(9, activation: .relu)]) })
        try trainer(Pipelined(), threads: 2).fit(network, on: samples, epochs: 1)
        #expect(met.number.load(ordering: .relaxed) == 2)
    }

    private final class Counter: Sendable {
        let number = Atomic<Int>(0)
    }

    /// Per block, the batch from which on what it reads is no number.
    private func spoilt(_ batches: [Int]) throws -> Network {
        try Network(
            input: Shape(6), classes: toyClasses, objective: CrossEntropy(), seed: 1,
            blocks: batches.map { batch in
                let passed = Counter()
                let box = Opaque("spoiling") { _, input, output in
                    let number = passed.number.add(1, ordering: .relaxed).newValue
                    for index in input.indices {
                        output[index] = number > batch ? .nan : input[index]
                    }
                }
                return Block([box, Dense(9)])
            })
    }

    @Test(
        "A loss that is no number ends training as it would in turn: the earliest batch, lowest block",
        arguments: [
            [9, 99, 99], [99, 9, 99], [99, 99, 9], [10, 10, 9], [10, 9, 99], [9, 9, 9], [0, 0, 0],
        ])
    func stopsAtNonFiniteLoss(batches: [Int]) throws {
        func message(_ schedule: any Schedule, threads: Int) throws -> String? {
            let error = #expect(throws: TrainingError.self) {
                try trainer(schedule, threads: threads).fit(
                    try spoilt(batches), on: samples, epochs: 2)
            }
            return error?.description
        }
        let wanted = try message(Simultaneous(), threads: 1)
        let batch = batches.min() ?? 0
        #expect(wanted?.contains("(epoch 1, batch \(batch + 1))") == true, "\(wanted ?? "")")
        #expect(try message(Pipelined(), threads: 3) == wanted)
        #expect(try message(Pipelined(), threads: 2) == wanted)
    }

    @Test("What it cannot train is refused with what to do instead")
    func refuses() throws {
        func message(
            _ widths: [Int] = [9, 7], stages: Int? = nil, threads: Int = 2, reads: Bool = false
        ) throws -> String {
            let network = try toyNetwork(widths)
            if reads { try network.attachReader() }
            let error = #expect(throws: SettingsError.self) {
                try trainer(Pipelined(stages: stages), threads: threads).fit(
                    network, on: samples, epochs: 1)
            }
            return error?.description ?? ""
        }
        #expect(try message([9]).contains("simultaneous where fewer than two blocks learn"))
        #expect(try message(reads: true).contains("simultaneous where a reader learns"))
        #expect(try message(threads: 1).contains("threads must be at least 2"))
        #expect(try message(stages: 3).contains("stages must be from 2 to 2"))
        #expect(try message(stages: 1).contains("stages must be from 2 to 2"))
    }
}
