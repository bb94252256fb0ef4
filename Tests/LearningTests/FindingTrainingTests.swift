import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardNetworks
import OnwardObjectives
import OnwardOptimizers
import Testing

@testable import OnwardLearning

/// Small trainings, some of which do not learn.
@Suite("Trainings that say that they do not learn")
struct FindingTrainingTests {
    /// 30 updates to an epoch.
    private let samples = toySamples(240)

    private func reports(
        _ network: Network, rate: Double, epochs: Int = 4, schedule: any Schedule = Simultaneous(),
        threads: Int = 1, parts: Int = 1, batchSize: Int = 8
    ) throws -> [EpochReport] {
        var reports: [EpochReport] = []
        let trainer = Trainer(
            optimizer: SGD(learningRate: rate), batchSize: batchSize, gradientAccumulation: parts,
            schedule: schedule, threads: threads)
        try trainer.fit(network, on: samples, epochs: epochs, validation: toySamples(90, seed: 2)) {
            reports.append($0)
        }
        return reports
    }

    private func kinds(_ reports: [EpochReport]) -> [[Finding.Kind]?] {
        reports.map { $0.findings?.map(\.kind) }
    }

    @Test("A contrast that stands still is named once, after the second epoch, and shown")
    func namesGuesses() throws {
        let reports = try reports(contrastNetwork([[9], [7]]), rate: 1e-9)
        #expect(kinds(reports) == [nil, [.guessedPairs], nil, nil])
        let finding = try #require(reports[1].findings?.first)
        #expect(reports[1].description.contains(finding.text))
        #expect(reports[0].description.split(separator: "\n").count == 1)
    }

    @Test("A contrast that learns says nothing, and tells ever more pairs right")
    func leavesLearnersAlone() throws {
        let reports = try reports(contrastNetwork([[40], [40]]), rate: 0.1, epochs: 8)
        #expect(kinds(reports).allSatisfy { $0 == nil })
        let shares = reports.compactMap { $0.pairAccuracy?[0] }
        #expect(shares.count == 8 && shares[7] > 0.9 && shares[7] > shares[0], "\(shares)")
    }

    @Test("A label too faint to be read is named")
    func namesUnreadLabel() throws {
        let network = try contrastNetwork([[9], [7]], contrast(strength: .number(1e-5)))
        #expect(kinds(try reports(network, rate: 0.01)) == [nil, [.unreadLabel], nil, nil])
    }

    @Test("Units that died are named")
    func namesDeadUnits() throws {
        let network = try contrastNetwork([[9], [7]])
        let bias = try #require(network.blocks[0].weights.last)
        bias.matrix.assign((0..<9).map { Float($0 < 6 ? -1000 : 1) })
        let found = try reports(network, rate: 1e-9, batchSize: 16).compactMap(\.findings)
        #expect(found.map { $0.map(\.kind) } == [[.deadUnits]])
        // A last batch of eight is too small to tell.
        let other = try contrastNetwork([[9], [7]])
        try #require(other.blocks[0].weights.last).matrix.assign(
            (0..<9).map { Float($0 < 6 ? -1000 : 1) })
        let small = try reports(other, rate: 1e-9).compactMap(\.findings)
        #expect(!small.joined().contains { $0.kind == .deadUnits })
    }

    @Test("A network with heads that stands still guesses classes; one that learns says nothing")
    func namesGuessedClasses() throws {
        let still = try reports(toyNetwork([9, 7], seed: 6), rate: 1e-9)
        #expect(kinds(still) == [nil, [.guessedClasses], nil, nil])
        #expect(still.allSatisfy { $0.pairAccuracy == nil })
        #expect(kinds(try reports(toyNetwork([40]), rate: 0.1)).allSatisfy { $0 == nil })
    }

    @Test("A training of one epoch, or of few updates, is judged at its end")
    func judgesShortTrainings() throws {
        let one = try reports(contrastNetwork([[9]]), rate: 1e-9, epochs: 1)
        #expect(kinds(one) == [[.guessedPairs]])
        // Ten updates to an epoch, so fifty after the fifth.
        let some = try reports(contrastNetwork([[9]]), rate: 1e-9, epochs: 6, batchSize: 24)
        #expect(kinds(some) == [nil, nil, nil, nil, [.guessedPairs], nil])
    }

    @Test("Block by block, each is judged after its own second epoch")
    func judgesLayerwise() throws {
        let network = try contrastNetwork([[40], [9]])
        try #require(network.blocks[1].weights.last).matrix.assign(
            (0..<9).map { Float($0 < 6 ? -1000 : 1) })
        // 15 updates to an epoch: a block has had fifty in its fourth.
        let reports = try reports(
            network, rate: 0.1, epochs: 5, schedule: Layerwise(), batchSize: 16)
        let found = reports.flatMap { report in
            (report.findings ?? []).map { [report.epoch, $0.block ?? 0] }
        }
        #expect(found == [[5 + 4, 2]])
    }

    @Test("Pairs are counted alike whole, in parts and in a pipeline")
    func countsPairs() throws {
        func pairs(
            _ schedule: any Schedule = Simultaneous(), threads: Int = 1, parts: Int = 1
        ) throws -> [[Double?]?] {
            try reports(
                contrastNetwork([[9], [7]]), rate: 1e-9, epochs: 2, schedule: schedule,
                threads: threads, parts: parts
            ).map(\.pairAccuracy)
        }
        let whole = try pairs()
        let shares = whole.flatMap { $0 ?? [] }.compactMap(\.self)
        #expect(shares.count == 4 && shares.allSatisfy { $0 > 0 && $0 < 1 }, "\(shares)")
        #expect(try pairs(parts: 2) == whole)
        #expect(try pairs(Pipelined(stages: 2), threads: 2) == whole)
    }

    @Test("Shown in turn, true and false samples make no pairs")
    func countsNoneApart() throws {
        let network = try contrastNetwork([[9]], contrast(pairing: .separate))
        #expect(try reports(network, rate: 1e-9).allSatisfy { $0.pairAccuracy == nil })
    }
}
