import OnwardCompute
import OnwardInference
import OnwardLayers
import OnwardLearning
import OnwardNetworks
import OnwardSettings
import Testing

@Suite("Blocks are plugged and unplugged")
struct EditingTests {
    @Test("Inserting leaves all other blocks as they are, and those below say what they said")
    func insert() throws {
        let network = try ToyTraining.trained()
        let (before, said) = (bits(network), try ToyTraining.evaluation(network))
        try network.insert(ToyTraining.block(12), at: 1)
        #expect(network.blocks.map(\.index) == [0, 1, 2, 3])
        let after = bits(network)
        #expect([after[0], after[2], after[3]] == before)
        #expect(try ToyTraining.evaluation(network).blockAccuracy[0] == said.blockAccuracy[0])
        #expect(network.blocks[3].weights[0].name == "blocks.3.layers.0.weight")
    }

    @Test("A model with its last blocks cut off predicts as those that are left did")
    func cutOff() throws {
        let network = try ToyTraining.trained()
        let before = bits(network)
        let expected = try ToyTraining.evaluation(network, blocks: 1)
        try network.remove(1..<3)
        #expect(bits(network) == [before[0]])
        let left = try ToyTraining.evaluation(network)
        #expect(left.confusion == expected.confusion)
        #expect(left.accuracy > 0.8)
        #expect(try network.answers(to: toySamples(96)).count == toySamples(96).count)
    }

    @Test("A block taken out of the middle moves those above it down, with their weights")
    func removeMiddle() throws {
        let network = try ToyTraining.trained()
        let before = bits(network)
        try network.remove(at: 1)
        #expect(bits(network) == [before[0], before[2]])
        #expect(network.blocks.map(\.index) == [0, 1])
        #expect(try ToyTraining.evaluation(network).samples == toySamples(96).count)
    }

    @Test("Fixed feedback matrices move with their block", arguments: [Feedback.random, .direct])
    func feedbackMoves(feedback: Feedback) throws {
        let network = try ToyTraining.network(feedback: feedback)
        let before = network.blocks[2].feedbackMatrices.map { $0.matrix.values(as: Float.self) }
        try network.remove(at: 1)
        let moved = network.blocks[1].feedbackMatrices
        #expect(moved.map { $0.matrix.values(as: Float.self) } == before)
        #expect(moved.allSatisfy { $0.name.hasPrefix("blocks.1.feedback.") })
    }

    @Test("A block that is trained on top of others becomes what it is in the deeper network")
    func growsAsDeeper() throws {
        let deeper = try ToyTraining.trained([12, 12, 7], Layerwise())
        let grown = try ToyTraining.trained([12, 12], Layerwise())
        try grown.insert(ToyTraining.block(7), at: 2)
        try ToyTraining.train(grown, blocks: [2])
        #expect(bits(grown) == bits(deeper))
    }

    @Test("What no longer fits is refused with what to do, and nothing is changed")
    func misfits() throws {
        let network = try ToyTraining.trained([12, 8, 5])
        let before = bits(network)
        let inserted = #expect(throws: ShapeError.self) {
            try network.insert(ToyTraining.block(9), at: 1)
        }
        #expect(
            inserted?.description == """
                Dense(8) in block 2: expected [12], got [9]; insert a block that puts out [12], or \
                remove block 2 and those above it first.
                """)
        let removed = #expect(throws: ShapeError.self) { try network.remove(at: 1) }
        #expect(
            removed?.description == """
                Dense(5) in block 3: expected [8], got [12]; remove block 3 and those above it as \
                well.
                """)
        #expect(throws: ShapeError.self) { try network.remove(at: 0) }
        #expect(bits(network) == before)
    }

    @Test("Several blocks are put in at once, and only the uppermost has to fit what is above")
    func insertSeveral() throws {
        let network = try ToyTraining.trained([12, 8])
        let before = bits(network)
        try network.insert([ToyTraining.block(5), ToyTraining.block(12)], at: 1)
        #expect(network.blocks.map(\.plan.output) == [12, 5, 12, 8].map { Shape($0) })
        #expect([bits(network)[0], bits(network)[3]] == before)
        let expected = try ToyTraining.network([12, 5, 12])
        #expect(Array(bits(network)[1...2]) == Array(bits(expected)[1...2]))
        try network.insert([], at: 0)
        #expect(network.blocks.count == 4)
    }

    @Test("Numbers that name no block are refused, counted from 1")
    func wrongNumbers() throws {
        let network = try ToyTraining.network([4, 4])
        let error = #expect(throws: SettingsError.self) { try network.remove(at: 2) }
        #expect(error?.description == "block must be from 1 to 2, not 3")
        #expect(throws: SettingsError.self) { try network.remove(0..<2) }
        #expect(throws: SettingsError.self) { try network.remove(-1..<1) }
        #expect(throws: SettingsError.self) { try network.insert(ToyTraining.block(4), at: 3) }
        #expect(throws: SettingsError.self) { try network.reinitialize(2) }
        #expect(throws: SettingsError.self) { try network.freeze([2]) }
        #expect(network.blocks.count == 2)
    }
}
