import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardNetworks
import OnwardObjectives
import OnwardOptimizers
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardLearning

/// Sessions on threads of their own that train one network together give the bits of one session.
@Suite("Sessions that train together", .onOwnThread)
struct TogetherTests {
    // 46 samples in batches of 16: the last one has 14, its second shard 6.
    private static let count = 46

    private enum Kind: String, CaseIterable, Sendable {
        case monoForward, forwardForward, grouped

        func network() throws -> Network {
            switch self {
            case .monoForward: try toyNetwork([12, 9, 7], dropout: 0.3)
            case .forwardForward: try contrastNetwork([[12], [9], [7]])
            case .grouped: try contrastNetwork([[12, 5], [9], [7]], contrast(.mean))
            }
        }

        /// Rows that blocks see of so many samples.
        func rows(of samples: Int) -> Int { self == .monoForward ? samples : 2 * samples }
    }

    private static func trainer(parts: Int = 1) -> Trainer {
        Trainer(
            optimizer: Adam(learningRate: 0.01), batchSize: 16, gradientAccumulation: parts,
            learningRateSchedule: .init(.cosine), threads: 1)
    }

    /// Trains a network of its own in this place, on the thread that asks; returns its weights.
    private static func train(
        _ kind: Kind, parts: Int = 1, in place: SessionPlace = SessionPlace(),
        until batches: Int = .max
    ) throws -> [[[UInt32]]] {
        let network = try kind.network()
        let session = try TrainingSession(
            network, trainer: trainer(parts: parts), samples: toySamples(count), epochs: 3,
            place: place)
        let isDone = try session.run(goesOn: { $0.batch < batches })
        #expect(isDone == (batches == .max) && (isDone || session.progress.batch == batches))
        return bits(network)
    }

    @Test("Replicas learn what one session learns from a batch in parts", arguments: Kind.allCases)
    private func replicas(kind: Kind) throws {
        let wanted = try TogetherTests.train(kind, parts: 2)
        let exchange = SummingExchange(replicas: 2)
        let results = try onThreads(2) { index in
            var place = SessionPlace()
            place.shard = ReplicaShard(index: index, count: 2)
            place.exchange = SummingExchange.Replica(index: index, of: exchange)
            return try TogetherTests.train(kind, in: place)
        }
        #expect(results[0] == wanted)
        #expect(results[1] == wanted)
        // 3 batches, 3 epochs, 3 blocks.
        #expect(exchange.sums == 27)
    }

    @Test(
        "Blocks that are shared out learn what they learn in one session",
        arguments: Kind.allCases, [1, 4])
    private func ranges(kind: Kind, parts: Int) throws {
        let wanted = try TogetherTests.train(kind, parts: parts)
        let samples = 16 / parts
        let links = try [0, 1].map { index in
            CountingLink(
                rows: kind.rows(of: samples),
                columns: try kind.network().blocks[index].plan.output.count, samples: samples)
        }
        let results = try onThreads(3) { index in
            var place = SessionPlace()
            place.blocks = ConsecutiveBlocks(index..<index + 1)
            place.below = index > 0 ? links[index - 1] : nil
            place.above = index < 2 ? links[index] : nil
            return try TogetherTests.train(kind, parts: parts, in: place)
        }
        for index in 0..<3 { #expect(results[index][index] == wanted[index]) }
        // The last of an epoch's three batches has 14 samples.
        let sent = 3 * (parts == 1 ? 3 : 12)
        #expect(links.map(\.sent) == [sent, sent])
    }

    @Test("A lower session that stops lets the upper one stop after the same batch")
    func stopsTogether() throws {
        let link = CountingLink(rows: 16, columns: 12, samples: 16)
        let results = try onThreads(2) { index in
            var place = SessionPlace()
            place.blocks = ConsecutiveBlocks(index == 0 ? 0..<1 : 1..<3)
            if index == 0 { place.above = link } else { place.below = link }
            let network = try Kind.monoForward.network()
            let session = try TrainingSession(
                network, trainer: TogetherTests.trainer(),
                samples: toySamples(TogetherTests.count), epochs: 3, place: place)
            let isDone = try session.run(goesOn: { index == 1 || $0.batch < 2 })
            return (isDone, session.progress.batch)
        }
        for result in results { #expect(!result.0 && result.1 == 2) }
    }

    @Test("A lower session is told that the upper one has ended early")
    func failsTogether() throws {
        let link = CountingLink(rows: 16, columns: 12, samples: 16)
        let errors = try onThreads(2) { index in
            var place = SessionPlace()
            place.blocks = ConsecutiveBlocks(index == 0 ? 0..<1 : 1..<3)
            if index == 0 { place.above = link } else { place.below = link }
            let session = try TrainingSession(
                Kind.monoForward.network(), trainer: TogetherTests.trainer(),
                samples: toySamples(TogetherTests.count), epochs: 3, place: place)
            do {
                try session.run(goesOn: { index == 0 || $0.batch < 1 })
                return "none"
            } catch {
                return "\(error)"
            }
        }
        #expect(errors[0].contains("the session that trains the blocks above has ended"))
        #expect(errors[1] == "none")
    }

    @Test("What all blocks are asked, they are asked across sessions")
    func asksAll() throws {
        let trainer = TogetherTests.trainer()
        @Sendable func network() throws -> Network {
            try contrastNetwork([[12], [9], [7]], contrast(negatives: .hardLabel))
        }
        @Sendable func train(
            in place: SessionPlace
        ) throws -> (weights: [[[UInt32]]], told: [[Double?]]) {
            let network = try network()
            let session = try TrainingSession(
                network, trainer: trainer, samples: toySamples(TogetherTests.count),
                validation: toySamples(21), epochs: 3, place: place)
            var told: [[Double?]] = []
            try session.run(onEpoch: { report in
                told.append(
                    [report.validationAccuracy, report.validationLoss] + (report.votes ?? [])
                        + report.blockLoss + (report.pairAccuracy ?? [])
                        + (report.deadUnits ?? []))
            })
            return (bits(network), told)
        }
        let wanted = try train(in: SessionPlace())
        let shape = try network()
        let learning = (0..<2).map {
            RingLink(BatchSlot.forLearning(above: $0, of: shape, by: trainer, shards: 1))
        }
        let asking = (0..<2).map {
            RingLink(BatchSlot.forAsking(above: $0, of: shape, by: trainer))
        }
        let cohort = ThreadCohort.make(3)
        let results = try onThreads(3) { index in
            var place = SessionPlace()
            place.blocks = ConsecutiveBlocks(index..<index + 1)
            place.below = index > 0 ? learning[index - 1] : nil
            place.above = index < 2 ? learning[index] : nil
            place.cohort = cohort[index]
            place.inquirer = SharedInquirer(
                blocks: index..<index + 1, below: index > 0 ? asking[index - 1] : nil,
                above: index < 2 ? asking[index] : nil, cohort: cohort[index])
            return try train(in: place)
        }
        for index in 0..<3 {
            #expect(results[index].weights[index] == wanted.weights[index])
            #expect(results[index].told == wanted.told)
        }
        #expect(wanted.told.count == 3 && wanted.told[0].count == 2 + 4 * 3)
    }

    @Test("What asks all blocks is refused where they are shared out, and a shard without samples")
    func refuses() throws {
        func expectRefusal(
            _ network: Network, _ place: SessionPlace, _ reason: String,
            samples: Int = TogetherTests.count, schedule: any Schedule = Simultaneous()
        ) {
            var trainer = TogetherTests.trainer()
            trainer.schedule = schedule
            let error = #expect(throws: SettingsError.self) {
                try TrainingSession(
                    network, trainer: trainer, samples: toySamples(samples), epochs: 1,
                    place: place)
            }
            #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
        }
        var (some, half) = (SessionPlace(), SessionPlace())
        some.blocks = ConsecutiveBlocks(0..<1)
        half.shard = ReplicaShard(index: 1, count: 2)
        let network = try toyNetwork([9, 7])
        expectRefusal(network, some, "simultaneous", schedule: Layerwise())
        expectRefusal(
            try contrastNetwork([[9], [7]], contrast(negatives: .hardLabel)), some, "hard")
        expectRefusal(network, half, "take another batch size", samples: 20)
        let read = try toyNetwork([9, 7])
        try read.attachReader()
        expectRefusal(read, some, "reader")
        expectRefusal(read, half, "reader")
    }
}
