import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardObjectives
import OnwardOptimizers
import OnwardSettings
import Testing

@testable import OnwardInference
@testable import OnwardLearning
@testable import OnwardNetworks

@Suite("Black boxes between blocks")
struct BlackBoxTests {
    private let samples = toySamples(300)

    /// Passes on whether a number lies above 0.3, and nothing else.
    private static let spikes = Opaque("spikes") { _, input, output in
        for index in input.indices { output[index] = input[index] > 0.3 ? 1 : 0 }
    }

    private static let boxes: [any ForwardLayer] = [spikes, Quantize(3)]

    private func network(
        _ objective: any Objective, feedback: Feedback = .exact, _ blocks: [Block]
    ) throws -> Network {
        try Network(
            input: Shape(6), classes: toyClasses, objective: objective, feedback: feedback,
            seed: 5, blocks: blocks)
    }

    private func train(
        _ network: Network, _ schedule: any Schedule = Simultaneous()
    ) throws {
        let trainer = Trainer(
            optimizer: Adam(learningRate: 0.01), batchSize: 20, schedule: schedule, threads: 1)
        try trainer.fit(network, on: samples, epochs: 12)
    }

    @Test("Mono-Forward learns on both sides of it", arguments: 0..<2)
    func trainsMonoForward(box: Int) throws {
        func blocks(_ box: [any ForwardLayer]) -> [Block] {
            [
                Block { Dense(20, activation: .relu) },
                Block(box + [Dense(20, activation: .relu)]),
            ]
        }
        let through = try network(.crossEntropy, blocks([BlackBoxTests.boxes[box]]))
        let plain = try network(.crossEntropy, blocks([]))
        let untrained = try network(.crossEntropy, blocks([BlackBoxTests.boxes[box]]))
        for network in [through, plain] { try train(network) }
        let accuracies = try through.evaluate(on: toySamples(300, seed: 2)).blockAccuracy
        #expect(accuracies.allSatisfy { $0 > 0.9 }, "\(accuracies)")
        #expect(bits(through.blocks[0]) == bits(plain.blocks[0]))
        #expect(bits(through.blocks[1]) != bits(plain.blocks[1]))
        #expect(bits(through.blocks[1]) != bits(untrained.blocks[1]))
    }

    @Test("Forward-Forward learns on both sides of it", arguments: 0..<2)
    func trainsForwardForward(box: Int) throws {
        let normalization = LengthNormalization(.rms)
        let network = try network(
            contrast(),
            [
                Block([normalization, Dense(30, activation: .relu)]),
                Block([BlackBoxTests.boxes[box], normalization, Dense(30, activation: .relu)]),
            ])
        try train(network)
        let accuracies = try network.evaluate(on: toySamples(300, seed: 2)).blockAccuracy
        #expect(accuracies.allSatisfy { $0 > 0.85 }, "\(accuracies)")
    }

    @Test("Layerwise training keeps what comes out below it, and learns the same")
    func trainsLayerwise() throws {
        func trained(_ schedule: any Schedule) throws -> Network {
            let network = try network(
                .crossEntropy,
                [
                    Block { Dense(9, activation: .relu) },
                    Block([BlackBoxTests.spikes, Dense(7, activation: .relu)]),
                ])
            try train(network, schedule)
            return network
        }
        let (one, other) = (try trained(Layerwise()), try trained(Simultaneous()))
        #expect(bits(one.blocks[0]) == bits(other.blocks[0]))
        #expect(try one.evaluate(on: samples).accuracy > 0.9)
    }

    private func message(
        _ blocks: [Block], feedback: Feedback = .exact
    ) -> String {
        do {
            return try "no error: \(network(.crossEntropy, feedback: feedback, blocks))"
        } catch {
            return "\(error)"
        }
    }

    @Test(
        "Where an error would have to pass it the block is refused, whatever carries the error",
        arguments: Feedback.allCases)
    func refuses(feedback: Feedback) {
        let box = BlackBoxTests.spikes
        let single = message(
            [Block([Dense(9), box, Dense(7)])], feedback: feedback)
        #expect(
            single
                == "network must be free of layers without a derivative above what a block trains, "
                + "not Opaque(\"spikes\") above Dense(9) in block 1; begin a block with it, below "
                + "everything that the block trains (with backpropagation, which has one block, "
                + "below everything that is trained at all).")
        let top = message(
            [Block { Dense(9) }, Block([Dense(8), Quantize(4)])], feedback: feedback)
        #expect(top.contains("not Quantize(4) above Dense(8) in block 2"))
    }

    @Test("Backpropagation can have it below everything that is trained")
    func trainsAboveIt() throws {
        let network = try network(
            .crossEntropy,
            [Block([Quantize(9), BlackBoxTests.spikes, Dense(20, activation: .relu), Dense(9)])])
        try train(network)
        #expect(try network.evaluate(on: samples).accuracy > 0.7)
    }

    @Test("A head alone may read what comes out of it")
    func trainsHead() throws {
        let network = try network(
            .crossEntropy, [Block { Dense(20, activation: .relu) }, Block { Quantize(4) }])
        try train(network)
        #expect(try network.evaluate(on: samples).blockAccuracy[1] > 0.9)
    }

    @Test("A block that is put in is held to the same, and what was there stays")
    func refusesInsertion() throws {
        let network = try toyNetwork([9, 7])
        let before = bits(network)
        #expect(throws: SettingsError.self) {
            try network.insert(Block([Dense(9), Quantize(3)]), at: 1)
        }
        #expect(bits(network) == before)
        try network.insert(Block([Quantize(3), Dense(9)]), at: 1)
        #expect(network.blocks.count == 3)
    }
}
