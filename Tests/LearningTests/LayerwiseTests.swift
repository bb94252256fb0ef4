import OnwardCompute
import OnwardOptimizers
import Testing

@testable import OnwardLearning
@testable import OnwardNetworks

@Suite("Layerwise training")
struct LayerwiseTests {
    private let samples = toySamples(50)

    private func trainer(_ schedule: any Schedule, budget: Int = 1 << 30) -> Trainer {
        Trainer(
            optimizer: Adam(learningRate: 0.01), batchSize: 8, schedule: schedule,
            frozenOutputBudget: budget)
    }

    @Test("Outputs of frozen blocks, kept or computed again, teach the same")
    func keepsOutputs() throws {
        let (kept, computed) = (try toyNetwork([9, 7, 5]), try toyNetwork([9, 7, 5]))
        try trainer(Layerwise()).fit(kept, on: samples, epochs: 3)
        try trainer(Layerwise(), budget: 0).fit(computed, on: samples, epochs: 3)
        #expect(distance(kept, computed) < 1e-5)
        #expect(kept.blocks.allSatisfy { $0.step == 21 })
    }

    @Test("A budget that holds narrow outputs but not wide ones changes nothing")
    func keepsSomeOutputs() throws {
        let (kept, mixed) = (try toyNetwork([9, 40, 5]), try toyNetwork([9, 40, 5]))
        try trainer(Layerwise()).fit(kept, on: samples, epochs: 2)
        try trainer(Layerwise(), budget: 58 * 9 * 4).fit(mixed, on: samples, epochs: 2)
        #expect(distance(kept, mixed) < 1e-5)
    }

    @Test("Every block has its epochs; a report tells of the block that learned")
    func reports() throws {
        var reports: [EpochReport] = []
        let network = try toyNetwork([9, 7])
        try trainer(Layerwise()).fit(network, on: samples, epochs: 2, validation: samples) {
            reports.append($0)
        }
        #expect(reports.map(\.epoch) == [1, 2, 3, 4])
        #expect(reports.map(\.samples) == [50, 100, 150, 200])
        #expect(
            reports.map { $0.blockLoss.map { $0 != nil } }
                == [[true, false], [true, false], [false, true], [false, true]])
        #expect(reports.allSatisfy { $0.loss == $0.blockLoss.compactMap(\.self)[0] })
        #expect(reports.allSatisfy { $0.validationAccuracy != nil })
    }

    @Test("A frozen block holds weights alone")
    func freesMemory() throws {
        let network = try toyNetwork([9, 7, 5])
        var held: [[Int]] = []
        try trainer(Layerwise()).fit(network, on: samples, epochs: 1) { _ in
            held.append(network.blocks.map(\.memoryCount))
        }
        #expect(held == [[2, 0, 0], [0, 2, 0], [0, 0, 2]])
    }

    @Test("In turns, every block makes its steps and keeps its optimizer's memory")
    func takesTurns() throws {
        let network = try toyNetwork([9, 7])
        var steps: [[Int]] = []
        let schedule = Layerwise(stepsPerBlock: 3, rounds: 4)
        try trainer(schedule).fit(network, on: samples, epochs: 1) { report in
            steps.append(network.blocks.map(\.step))
            #expect(report.blockLoss.allSatisfy { $0 != nil })
        }
        #expect(steps == [[3, 3], [6, 6], [9, 9], [12, 12]])
        #expect(network.blocks.allSatisfy { $0.memoryCount == 2 })
    }

    @Test("Blocks pass through the same learning rates, whenever they learn")
    func countsRatesPerBlock() throws {
        func rates(_ schedule: any Schedule) throws -> [[Double]] {
            let network = try toyNetwork([9, 7])
            var trainer = trainer(schedule)
            trainer.learningRateSchedule = .init(.cosine, warmupEpochs: 0.5)
            let session = try TrainingSession(
                network, trainer: trainer, samples: samples, epochs: 2)
            var rates: [[Double]] = [[], []]
            func note() {
                for (index, block) in network.blocks.enumerated()
                where rates[index].count == block.step {
                    rates[index].append(session.terms.rate(ofStep: block.step))
                }
            }
            try session.run(goesOn: { _ in
                note()
                return true
            })
            return rates.map { Array($0.prefix(14)) }
        }
        let simultaneous = try rates(Simultaneous())
        #expect(simultaneous[0].count == 14 && Set(simultaneous[0]).count == 14)
        #expect(simultaneous[0] == simultaneous[1])
        #expect(try rates(Layerwise()) == simultaneous)
        #expect(try rates(Layerwise(stepsPerBlock: 7, rounds: 2)) == simultaneous)
    }
}
