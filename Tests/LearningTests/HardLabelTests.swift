import OnwardCompute
import OnwardData
import OnwardObjectives
import OnwardOptimizers
import Testing

@testable import OnwardInference
@testable import OnwardLearning
@testable import OnwardNetworks

@Suite("Hard labels")
struct HardLabelTests {
    private let samples = toySamples(33)
    private let objective = contrast(negatives: .hardLabel)

    private func trainer(_ schedule: any Schedule = Simultaneous()) -> Trainer {
        Trainer(optimizer: Adam(learningRate: 0.01), batchSize: 7, schedule: schedule)
    }

    private func labels(_ session: TrainingSession) -> [Int32] {
        session.source.presenter.hardLabels?.values() ?? []
    }

    @Test("No sample is ever shown its own class as a hard label", arguments: [2, 3, 10])
    func areWrong(classes: Int) throws {
        let samples = countingSamples(33, shape: Shape(6), classes: classes)
        let network = try contrastNetwork(
            [[9], [7]], objective, classes: (0..<classes).map { "class \($0)" })
        let session = try TrainingSession(
            network, trainer: trainer(), samples: samples, epochs: 12)
        var drawn: Set<[Int32]> = []
        try session.run(goesOn: { progress in
            // Before the round's first batch they are still the last round's.
            guard progress.batch > 0 else { return true }
            let labels = labels(session)
            drawn.insert(labels)
            #expect(zip(labels, samples.allLabels).allSatisfy { $0 != $1 })
            #expect(labels.allSatisfy { $0 >= 0 && $0 < classes })
            return true
        })
        #expect(classes == 2 ? drawn.count == 1 : drawn.count > 6)
    }

    @Test("Blocks see the hard label of each sample, in whatever order it comes")
    func areShown() throws {
        let network = try contrastNetwork([[9], [7]], objective)
        let session = try TrainingSession(
            network, trainer: trainer(), samples: samples, epochs: 2)
        for epoch in 0..<2 {
            for number in 0..<session.batchesPerEpoch {
                let input = try session.load(number, ofEpoch: epoch).written
                let half = session.source.batch.trueRows
                let hard = labels(session)
                for row in 0..<half {
                    let (shown, below) = (
                        input.rows(row..<row + 1).floats,
                        input.rows(half + row..<half + row + 1).floats
                    )
                    #expect(shown.prefix(6) == below.prefix(6))
                    // A sample is known by its numbers.
                    let sample = (0..<33).first { numbers($0) == Array(shown.prefix(6)) }
                    let label = try #require(below.suffix(3).firstIndex(of: 1)) - 6
                    #expect(sample.map { Int(hard[$0]) } == label)
                }
            }
        }
    }

    private func numbers(_ sample: Int) -> [Float] {
        let (input, label) = (Matrix(rows: 1, columns: 6), Matrix(.int32, rows: 1, columns: 1))
        samples.gather(
            Matrix([Int32(sample)], columns: 1), into: input, labels: label,
            on: Engine(threads: 1))
        return input.floats
    }

    @Test("The network's own mistakes are drawn more often than by chance")
    func areLikely() throws {
        let samples = toySamples(300)
        let network = try contrastNetwork([[20], [20]], objective)
        try trainer().fit(network, on: samples, epochs: 2)
        try expectLikely(network, samples, mode: .sum)
    }

    @Test("A reader says which are likely where there is one")
    func askReader() throws {
        let samples = toySamples(300)
        let network = try contrastNetwork([[20], [20]], objective)
        try network.attachReader()
        try trainer().fit(network, on: samples, epochs: 20, blocks: [])
        try expectLikely(network, samples, mode: .onePass)
    }

    private func expectLikely(
        _ network: Network, _ samples: Samples, mode: PredictionMode
    ) throws {
        let session = try TrainingSession(
            network, trainer: trainer(), samples: samples, epochs: 1)
        _ = try session.load(0, ofEpoch: 0)
        let hard = labels(session)
        let predictions = try network.answers(to: samples, prediction: mode)
        let likelier = zip(predictions, hard).enumerated().count { index, pair in
            let truth = samples.label(at: index)
            let others = (0..<3).filter { $0 != truth }
            let evidence = pair.0.evidence
            return Int(pair.1) == others.max { evidence[$0] < evidence[$1] }
        }
        #expect(likelier > 200, "\(likelier) of 300")
    }

    private static let schedules: [any Schedule] = [
        Simultaneous(), Layerwise(), Layerwise(stepsPerBlock: 4, rounds: 3),
    ]

    @Test(
        "A training broken off within an epoch keeps its hard labels and gives the same bits",
        arguments: 0..<3, [1, 5, 8])
    func continues(schedule: Int, batches: Int) throws {
        let trainer = trainer(HardLabelTests.schedules[schedule])
        let whole = try contrastNetwork([[9], [7]], objective)
        try trainer.fit(whole, on: samples, epochs: 2)
        let broken = try contrastNetwork([[9], [7]], objective)
        let first = try TrainingSession(broken, trainer: trainer, samples: samples, epochs: 2)
        var left = batches
        try #require(
            try !first.run(goesOn: { _ in
                left -= 1
                return left >= 0
            }))
        let second = try TrainingSession(
            broken, trainer: trainer, samples: samples, epochs: 2, progress: first.progress,
            drawn: first.drawn)
        #expect(labels(second) == labels(first))
        try second.run()
        #expect(bits(broken) == bits(whole))
    }

    @Test("A session that is not given the hard labels draws them, and none of them is true")
    func redraws() throws {
        let network = try contrastNetwork([[9], [7]], objective)
        let first = try TrainingSession(network, trainer: trainer(), samples: samples, epochs: 2)
        try first.run(goesOn: { $0.batch < 2 })
        let second = try TrainingSession(
            network, trainer: trainer(), samples: samples, epochs: 2, progress: first.progress)
        _ = try second.load(2, ofEpoch: 0)
        #expect(zip(labels(second), samples.allLabels).allSatisfy { $0 != $1 })
    }

    @Test("Other negatives leave nothing to be kept")
    func leavesOthersAlone() throws {
        let session = try TrainingSession(
            try contrastNetwork([[9]]), trainer: trainer(), samples: samples, epochs: 1)
        #expect(session.drawn.isEmpty)
    }
}
