import Foundation
import OnwardCompute
import OnwardLayers
import OnwardObjectives
import OnwardOptimizers
import OnwardSettings
import Testing

@testable import OnwardLearning
@testable import OnwardNetworks

@Suite("Training with weights in files")
struct OffloadTests {
    private let folder = FileManager.default.temporaryDirectory.appending(
        path: "onward-offload-\(UUID().uuidString)")

    private func network(_ storage: WeightStorage, feedback: Feedback = .exact) throws -> Network {
        try Network(
            input: Shape(6), classes: toyClasses, objective: .crossEntropy, feedback: feedback,
            seed: 5, storage: storage,
            blocks: [12, 9, 12].map { width in
                Block {
                    Dense(width)
                    BatchNormalization()
                    Dropout(0.1)
                }
            })
    }

    private func trainer(_ schedule: any Schedule = Layerwise(), budget: Int = 1 << 30) -> Trainer {
        Trainer(
            optimizer: Adam(learningRate: 0.01), batchSize: 8, schedule: schedule, threads: 1,
            frozenOutputBudget: budget)
    }

    @Test(
        "A network in files learns, and answers, as one in memory does, to the bit",
        arguments: [Feedback.exact, .random, .direct], [1 << 30, 0])
    func equals(feedback: Feedback, budget: Int) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let networks = [
            try network(.memory, feedback: feedback),
            try network(.files(in: folder), feedback: feedback),
        ]
        var reports: [[EpochReport]] = [[], []]
        for (place, network) in networks.enumerated() {
            try trainer(budget: budget).fit(
                network, on: toySamples(50), epochs: 2, validation: toySamples(30, seed: 2)
            ) { reports[place].append($0) }
        }
        #expect(bits(networks[0]) == bits(networks[1]))
        #expect(reports[0].map(\.validationAccuracy) == reports[1].map(\.validationAccuracy))
        #expect(reports[0].map(\.alignmentDegrees) == reports[1].map(\.alignmentDegrees))
    }

    @Test("Blocks that are put in or begun anew lie in files as well")
    func edits() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let networks = [try network(.memory), try network(.files(in: folder))]
        for network in networks {
            try network.reinitialize(0)
            try network.insert(Block { Dense(12) }, at: 3)
        }
        #expect(bits(networks[0]) == bits(networks[1]))
        #expect(networks[1].storage.folder == folder)
    }

    @Test("A schedule that comes back to blocks is refused, because files would be no help")
    func refusesOtherSchedules() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let schedules: [any Schedule] = [Simultaneous(), Layerwise(stepsPerBlock: 2, rounds: 2)]
        for schedule in schedules {
            let error = #expect(throws: SettingsError.self) {
                try trainer(schedule).fit(
                    network(.files(in: folder)), on: toySamples(50), epochs: 1)
            }
            #expect(error?.description.contains("layerwise") == true)
        }
    }

    @Test("A plan counts what the training then holds, and draws nothing")
    func plans() throws {
        func plan(_ storage: WeightStorage, _ schedule: any Schedule) throws -> MemoryPlan {
            try TrainingSession(
                network(storage), trainer: trainer(schedule), samples: toySamples(50), epochs: 1
            ).memoryPlan()
        }
        let stores = try network(.memory).blocks.map { 4 * $0.plan.storeCount }
        let all = try plan(.memory, Simultaneous())
        #expect(all.optimizer == 2 * stores.reduce(0, +) && all.gradients == stores.max())
        #expect(all.frozenOutputs == 0 && all.examination == 0 && all.files == 0)
        #expect(try plan(WeightStorage.memory.planned, Simultaneous()) == all)
        #expect(
            all.weights == all.optimizer / 2
                + (try network(.memory).blocks.map { 4 * $0.plan.bufferCount }).reduce(0, +))
        let layerwise = try plan(.memory, Layerwise())
        #expect(layerwise.weights == all.weights && layerwise.gradients == all.gradients)
        // 58 rows of outputs, 12 or 9 wide: both lie side by side while one is made of the other.
        let choices = [
            2 * stores[0], 2 * stores[1] + 58 * 12 * 4, 58 * 12 * 4 + 58 * 9 * 4,
            2 * stores[2] + 58 * 9 * 4,
        ]
        #expect(layerwise.optimizer + layerwise.frozenOutputs == choices.max())
        let offloaded = try plan(.files(in: folder), Layerwise())
        #expect(offloaded.files == all.weights && offloaded.weights < all.weights)
        let planned = try network(WeightStorage.memory.planned)
        #expect(planned.weights.allSatisfy { $0.matrix.floats.allSatisfy { $0 == 0 } })
    }
}
