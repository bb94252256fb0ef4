import OnwardCompute
import OnwardLayers
import OnwardObjectives
import OnwardOptimizers
import Testing

@testable import OnwardLearning
@testable import OnwardNetworks

@Suite("The angle between feedback and the exact error")
struct AlignmentTests {
    private func network(_ feedback: Feedback, _ widths: [Int] = [100, 100]) throws -> Network {
        try Network(
            input: Shape(6), classes: toyClasses, objective: .crossEntropy, feedback: feedback,
            seed: 5
        ) { Block(widths.map { Dense($0, activation: .relu) }) }
    }

    private func angles(
        _ network: Network, rate: Double, epochs: Int = 1
    ) throws -> [[Double]?] {
        var angles: [[Double]?] = []
        let trainer = Trainer(optimizer: SGD(learningRate: rate), batchSize: 50)
        try trainer.fit(network, on: toySamples(300), epochs: epochs) {
            angles.append($0.alignmentDegrees)
        }
        return angles
    }

    @Test("Exact feedback has none to report")
    func exact() throws {
        #expect(try angles(network(.exact), rate: 0.1) == [nil])
    }

    @Test(
        "It is about 90 degrees at first, and falls while weights come to match the feedback",
        arguments: [Feedback.random, .direct])
    func falls(feedback: Feedback) throws {
        let first = try #require(try angles(network(feedback), rate: 1e-9)[0])
        #expect(first.count == 2)
        #expect(first.allSatisfy { abs($0 - 90) < 20 }, "\(first)")
        // Weights begin small, so that what is learned soon outweighs them.
        let network = try network(feedback)
        for weight in network.weights {
            weight.matrix.assign(weight.matrix.floats.map { 0.2 * $0 })
        }
        let last = try #require(try angles(network, rate: 0.1, epochs: 40)[39])
        #expect(zip(last, first).allSatisfy { $0 < $1 - 10 }, "\(first) became \(last)")
    }

    @Test("Feedback through the weights themselves lies at 0 degrees")
    func zero() throws {
        let network = try network(.random)
        for matrix in network.blocks[0].feedbackMatrices {
            let name = matrix.name.replacing("feedback.", with: "")
            let weight = try #require(network.weights.first { $0.name == name })
            matrix.matrix.assign(weight.matrix.floats)
        }
        let angles = try #require(try angles(network, rate: 1e-12)[0])
        #expect(angles.allSatisfy { $0 < 0.1 }, "\(angles)")
    }

    @Test("Feedback through the negated head lies at 180 degrees")
    func opposite() throws {
        let network = try network(.random, [9])
        let matrix = try #require(network.blocks[0].feedbackMatrices.last?.matrix)
        let head = try #require(network.weights.last?.matrix)
        matrix.assign(head.floats.map { -$0 })
        let angles = try #require(try angles(network, rate: 1e-12)[0])
        #expect(angles.count == 1 && angles[0] > 179.9, "\(angles)")
    }

    @Test("To look at the angle changes nothing that is learned")
    func looksOnly() throws {
        let looked = try network(.random, [9, 8])
        let unseen = try network(.random, [9, 8])
        let trainer = Trainer(optimizer: Adam(learningRate: 0.01), batchSize: 7)
        for (network, looks) in [(looked, true), (unseen, false)] {
            let session = try TrainingSession(
                network, trainer: trainer, samples: toySamples(33), epochs: 2)
            try session.run(goesOn: { _ in
                if looks { _ = session.alignmentDegrees() }
                return true
            })
        }
        #expect(bits(looked) == bits(unseen))
    }

    @Test("In a block without a head the top layer's error is exact")
    func withoutHead() throws {
        let network = try Network(
            input: Shape(6), classes: toyClasses, objective: contrast(), feedback: .random, seed: 5
        ) {
            Block {
                LengthNormalization(.rms)
                Dense(40, activation: .relu)
                Dense(40, activation: .relu)
            }
        }
        let angles = try #require(try angles(network, rate: 1e-9)[0])
        #expect(angles.count == 2 && angles[0] > 60 && angles[1] == 0, "\(angles)")
    }
}
