import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardObjectives
import OnwardOptimizers
import Testing

@testable import OnwardLearning
@testable import OnwardNetworks

@Suite("What a block learns depends on nothing above it")
struct LocalityTests {
    private let samples = toySamples(50)

    private func trained(
        _ widths: [Int], schedule: any Schedule = Simultaneous(), dropout: Double = 0.3
    ) throws -> Network {
        let network = try toyNetwork(widths, dropout: dropout)
        let trainer = Trainer(
            optimizer: Adam(learningRate: 0.01), batchSize: 8, schedule: schedule)
        try trainer.fit(network, on: samples, epochs: 3)
        return network
    }

    @Test("A third block changes no bit of the first two")
    func ignoresBlocksAbove() throws {
        let (two, three) = (try trained([9, 7]), try trained([9, 7, 5]))
        #expect(bits(two) == Array(bits(three).prefix(2)))
        #expect(try bits(toyNetwork([9, 7])) != bits(two), "it learned nothing")
    }

    @Test("Another width of block 2 changes no bit of block 1", arguments: [1, 3, 40])
    func ignoresWidthAbove(width: Int) throws {
        let (usual, other) = (try trained([9, 7]), try trained([9, width]))
        #expect(bits(usual.blocks[0]) == bits(other.blocks[0]))
    }

    @Test("Wrong weights in block 2 change no bit of block 1")
    func ignoresWeightsAbove() throws {
        let network = try toyNetwork([9, 7], dropout: 0.3)
        for weight in network.blocks[1].weights {
            weight.matrix.assign([Float](repeating: -3, count: weight.matrix.count))
        }
        let trainer = Trainer(optimizer: Adam(learningRate: 0.01), batchSize: 8)
        try trainer.fit(network, on: samples, epochs: 3)
        #expect(try bits(network.blocks[0]) == bits(trained([9, 7]).blocks[0]))
    }

    @Test("Block 1 learns the same bits layerwise and simultaneously")
    func agreesAcrossSchedules() throws {
        let simultaneous = try trained([9, 7])
        let layerwise = try trained([9, 7], schedule: Layerwise())
        let inTurns = try trained([9, 7], schedule: Layerwise(stepsPerBlock: 7, rounds: 3))
        #expect(bits(simultaneous.blocks[0]) == bits(layerwise.blocks[0]))
        #expect(bits(simultaneous.blocks[0]) == bits(inTurns.blocks[0]))
        #expect(bits(simultaneous.blocks[1]) != bits(layerwise.blocks[1]))
    }

    @Test("The same seed gives the same bits, another seed others")
    func repeats() throws {
        #expect(try bits(trained([9, 7])) == bits(trained([9, 7])))
        let other = try toyNetwork([9, 7], seed: 6)
        #expect(try bits(other) != bits(toyNetwork([9, 7])))
    }

    @Test("A block learns the same bits alone, on what the block below says of every sample")
    func learnsAlone() throws {
        let both = try trained([9, 7], schedule: Layerwise(), dropout: 0)
        let outputs = outputs(ofFirstBlockIn: both)
        let alone = try Network(
            input: Shape(9), classes: toyClasses, objective: .crossEntropy, seed: 5
        ) {
            Block { Dense(7, activation: .relu) }
        }
        let first = try toyNetwork([9, 7])
        for (weight, start) in zip(alone.weights, first.blocks[1].weights) {
            weight.matrix.assign(start.matrix.floats)
        }
        let trainer = Trainer(optimizer: Adam(learningRate: 0.01), batchSize: 8)
        try trainer.fit(alone, on: outputs, epochs: 3)
        #expect(bits(alone.blocks[0]) == bits(both.blocks[1]))
    }

    /// In batches of 8, as the training computes them: oneDNN may round otherwise for others.
    private func outputs(ofFirstBlockIn network: Network) -> Samples {
        let (rows, block, engine) = (8, network.blocks[0], Engine())
        let workspace = Workspace(for: [block.plan], rows: rows, engine: engine)
        let all = Matrix(rows: samples.count, columns: 9)
        let (input, labels) = (
            Matrix(rows: rows, columns: 6), Matrix(.int32, rows: rows, columns: 1)
        )
        for first in stride(from: 0, to: samples.count, by: rows) {
            let range = first..<min(first + rows, samples.count)
            let signal = input.rows(0..<range.count)
            samples.gather(
                Matrix(range.map(Int32.init), columns: 1), into: signal,
                labels: labels.rows(0..<range.count), on: engine)
            let frame = workspace.frame(ofBlock: 0, rows: range.count)
            block.forward(Signal(signal), in: frame, isTraining: false, engine: engine)
            all.rows(range).copy(from: frame.output)
        }
        return Samples(
            dense: all, scale: 1, labels: Matrix(samples.allLabels, columns: 1), shape: Shape(9))
    }
}
