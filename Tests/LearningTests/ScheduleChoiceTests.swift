import OnwardCompute
import OnwardOptimizers
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardLearning
@testable import OnwardNetworks

@Suite("The choice of a schedule", .onOwnThread)
struct ScheduleChoiceTests {
    private let samples = toySamples(100)

    private func trainer(threads: Int) -> Trainer {
        Trainer(optimizer: Adam(learningRate: 0.01), batchSize: 4, threads: threads)
    }

    private func names(
        _ widths: [Int], threads: Int, reads: Bool = false, accumulation: Int = 1
    ) throws -> [String] {
        let network = try toyNetwork(widths)
        if reads { try network.attachReader() }
        var trainer = trainer(threads: threads)
        trainer.gradientAccumulation = accumulation
        return try ScheduleChoice.schedules(for: network, trainer).map { "\($0)" }
    }

    @Test("There is a choice where blocks can be shared out among threads")
    func offersSplits() throws {
        #expect(
            try names([9, 7], threads: 2) == ["simultaneous", "pipelined in 2 stages"])
        #expect(
            try names([9, 7, 5, 5, 5, 5], threads: 5)
                == ["simultaneous"] + [2, 4, 5].map { "pipelined in \($0) stages" })
        #expect(try names([9], threads: 2).isEmpty)
        #expect(try names([9, 7], threads: 1).isEmpty)
        #expect(try names([9, 7], threads: 2, reads: true).isEmpty)
    }

    @Test("No pipeline is measured where batches are shown in parts")
    func offersNoSplitOfParts() throws {
        #expect(try names([9, 7], threads: 2, accumulation: 2).isEmpty)
    }

    @Test("It takes the fastest of what it measured, and every network that it is given is new")
    func measures() throws {
        var made: [Network] = []
        let trainer = trainer(threads: 3)
        let schedules = try ScheduleChoice.schedules(for: toyNetwork([9, 7, 5]), trainer)
        let choice = try ScheduleChoice(among: schedules, trainer: trainer, samples: samples) {
            made.append(try toyNetwork([9, 7, 5]))
            return made[made.count - 1]
        }
        #expect(choice.candidates.map { "\($0.schedule)" } == schedules.map { "\($0)" })
        #expect(choice.candidates.allSatisfy { $0.samplesPerSecond > 0 })
        let fastest = choice.candidates.max { $0.samplesPerSecond < $1.samplesPerSecond }
        #expect("\(choice.schedule)" == fastest.map { "\($0.schedule)" })
        #expect(made.count == 3 && made.allSatisfy { $0.blocks[0].step == 75 })
    }

    @Test("A training that is short stays simultaneous, unmeasured")
    func leavesShortTrainings() throws {
        let choice = try ScheduleChoice(
            trainer: trainer(threads: 2), samples: samples, epochs: 200
        ) { try toyNetwork([9, 7]) }
        #expect(choice.candidates.isEmpty && choice.schedule is Simultaneous)
        #expect(throws: SettingsError.self) {
            var wrong = trainer(threads: 2)
            wrong.batchSize = 0
            _ = try ScheduleChoice(trainer: wrong, samples: samples, epochs: 1) {
                try toyNetwork([9, 7])
            }
        }
    }
}
