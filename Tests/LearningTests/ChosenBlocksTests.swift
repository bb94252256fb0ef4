import OnwardCompute
import OnwardLearning
import OnwardNetworks
import OnwardSettings
import Testing

@Suite("Only chosen blocks learn")
struct ChosenBlocksTests {
    private static let schedules: [any Schedule] = [
        Simultaneous(), Layerwise(), Layerwise(stepsPerBlock: 3, rounds: 4),
    ]

    @Test("A frozen block keeps its weights under every schedule", arguments: 0..<3, 0..<3)
    func frozen(schedule: Int, block: Int) throws {
        let network = try ToyTraining.network()
        try network.freeze([block])
        let before = bits(network)
        var reports: [EpochReport] = []
        let trainer = ToyTraining.trainer(Self.schedules[schedule])
        try trainer.fit(
            network, on: toySamples(96), epochs: 2, validation: toySamples(96)
        ) { reports.append($0) }
        for index in 0..<3 {
            #expect((bits(network)[index] == before[index]) == (index == block))
        }
        #expect(network.blocks[block].memoryCount == 0)
        #expect(network.blocks[block].step == 0)
        #expect(reports.allSatisfy { $0.blockLoss[block] == nil && $0.validationAccuracy != nil })
        try network.unfreeze([block])
        try trainer.fit(network, on: toySamples(96), epochs: 1)
        #expect(bits(network)[block] != before[block])
    }

    @Test("Blocks below a frozen one learn as if it were not")
    func belowFrozen() throws {
        let (usual, frozen) = (try ToyTraining.network(), try ToyTraining.network())
        try frozen.freeze(1..<3)
        for network in [usual, frozen] {
            try ToyTraining.trainer().fit(network, on: toySamples(96), epochs: 3)
        }
        #expect(bits(frozen)[0] == bits(usual)[0])
    }

    @Test("A whole network learns the same bits, named block by block or not")
    func allNamed() throws {
        let named = try ToyTraining.network()
        try ToyTraining.train(named, blocks: [2, 0, 1])
        #expect(bits(named) == bits(try ToyTraining.trained()))
    }

    @Test("Kept outputs of the blocks below do not change what is learned")
    func keptOutputs() throws {
        let (kept, again) = (try ToyTraining.trained(), try ToyTraining.trained())
        try ToyTraining.trainer().fit(kept, on: toySamples(96), epochs: 2, blocks: [1])
        var trainer = ToyTraining.trainer()
        trainer.frozenOutputBudget = 0
        try trainer.fit(again, on: toySamples(96), epochs: 2, blocks: [1])
        #expect(bits(kept) == bits(again))
    }

    @Test("Blocks that are passed over hold weights alone")
    func holdsWeightsAlone() throws {
        let network = try ToyTraining.trained()
        let before = bits(network)
        try ToyTraining.trainer().fit(network, on: toySamples(96), epochs: 2, blocks: [1])
        #expect(network.blocks.map(\.memoryCount) == [0, 2, 0])
        #expect([0, 2].allSatisfy { bits(network)[$0] == before[$0] })
    }

    @Test("The angle of random feedback is measured for the blocks that learn")
    func alignment() throws {
        let network = try ToyTraining.network(feedback: .random)
        try network.freeze([0])
        var degrees: [Int] = []
        try ToyTraining.trainer().fit(network, on: toySamples(96), epochs: 2) {
            degrees.append($0.alignmentDegrees?.count ?? 0)
        }
        #expect(degrees == [2, 2])
    }

    @Test("Choices that leave nothing to learn are refused")
    func refusals() throws {
        let network = try ToyTraining.network()
        func fit(_ blocks: [Int]?) throws {
            try ToyTraining.trainer().fit(network, on: toySamples(96), epochs: 1, blocks: blocks)
        }
        try network.freeze([1])
        let error = #expect(throws: SettingsError.self) { try fit([0, 1]) }
        #expect(
            error?.description == """
                blocks to train must be blocks that are not frozen, not block 2; unfreeze it first
                """)
        #expect(throws: SettingsError.self) { try fit([]) }
        #expect(throws: SettingsError.self) { try fit([3]) }
        try network.freeze(0..<3)
        #expect(throws: SettingsError.self) { try fit(nil) }
    }
}
