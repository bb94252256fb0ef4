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

@Suite("Feedback")
struct FeedbackTests {
    private let samples = toySamples(33)

    private func network(
        _ feedback: Feedback, _ widths: [Int] = [9, 8, 7], dropout: Double = 0, seed: UInt64 = 5
    ) throws -> Network {
        try Network(
            input: Shape(6), classes: toyClasses, objective: .crossEntropy, feedback: feedback,
            seed: seed
        ) {
            Block(
                widths.flatMap { width -> [any Layer] in
                    let dense = Dense(width, activation: .relu)
                    return dropout > 0 ? [dense, Dropout(dropout)] : [dense]
                })
        }
    }

    private func feedback(_ network: Network) -> [[Float]] {
        network.blocks.flatMap { $0.feedbackMatrices.map(\.matrix.floats) }
    }

    /// The gradients, by name, that a given error on the evidence makes, after `disturb` changed
    /// weights that the forward pass has used already.
    private func gradients(
        _ network: Network, disturb: (String) -> Bool
    ) throws -> [String: [Float]] {
        let (block, engine) = (network.blocks[0], Engine(threads: 1))
        let workspace = Workspace(for: [block.plan], rows: 10, learners: [0], engine: engine)
        let frame = workspace.frame(ofBlock: 0, rows: 10)
        let random = RandomSource(seed: 2, for: .test)
        let input = Matrix((0..<60).map { random.normal(at: $0) }, columns: 6)
        block.forward(Signal(input), in: frame, isTraining: true, engine: engine)
        frame.evidenceError.assign((0..<30).map { random[1].normal(at: $0) })
        for (number, weight) in block.weights.enumerated() where disturb(weight.name) {
            weight.matrix.assign(
                (0..<weight.matrix.count).map { random[2][number].normal(at: $0) })
        }
        let signal = Signal(input)
        let batch = Batch(input: signal, labels: Matrix(.int32, rows: 10, columns: 1), trueRows: 10)
        block.backward(batch, from: signal, through: block.feedback, in: frame, engine: engine)
        let names = block.plan.slots.map(\.name)
        return Dictionary(
            uniqueKeysWithValues: zip(
                names, frame.gradients.flatMap { $0.map(\.floats) } + [frame.headGradient.floats]))
    }

    @Test(
        "No error depends on a weight above, but for the forward pass",
        arguments: [
            Feedback.random, .direct,
        ], [0, 0.3])
    func ignoresWeightsAbove(feedback: Feedback, dropout: Double) throws {
        let usual = try gradients(network(feedback, dropout: dropout)) { _ in false }
        let names = try network(feedback, dropout: dropout).weights.map(\.name)
        #expect(names.count == 7)
        // Every weight but the lowest layer's carries errors down under exact feedback.
        for name in names where name.hasSuffix("weight") && !name.contains("layers.0") {
            let other = try gradients(network(feedback, dropout: dropout)) { $0 == name }
            #expect(other == usual, "\(name)")
        }
        let all = try gradients(network(feedback, dropout: dropout)) { _ in true }
        #expect(all == usual)
    }

    @Test("Under exact feedback every error depends on all weights above")
    func exactDependsOnWeightsAbove() throws {
        let usual = try gradients(network(.exact)) { _ in false }
        let places = ["layers.0", "layers.1", "layers.2", "head"]
        for upper in 1..<4 {
            let other = try gradients(network(.exact)) {
                $0 == "blocks.0.\(places[upper]).weight"
            }
            for lower in 0..<4 {
                let name = "\(places[lower]).weight"
                #expect((other[name] != usual[name]) == (lower < upper), "\(name) below \(upper)")
            }
        }
    }

    @Test("Errors are carried by the feedback matrices, and by them alone")
    func usesMatrices() throws {
        for kind in [Feedback.random, .direct] {
            let usual = try gradients(network(kind)) { _ in false }
            let names = try network(kind).blocks[0].feedbackMatrices.map(\.name)
            for name in names {
                let other = try network(kind)
                let matrix = try #require(
                    other.blocks[0].feedbackMatrices.first { $0.name == name }?.matrix)
                matrix.assign(matrix.floats.map { -2 * $0 })
                let changed = try gradients(other) { _ in false }
                // A random matrix carries errors to the layers below its own, a direct one to its
                // own; below the lowest layer nothing learns.
                let places = ["layers.0", "layers.1", "layers.2", "head"]
                let own = try #require(places.firstIndex { name.contains($0) })
                for (index, place) in places.enumerated() {
                    let wanted = kind == .random ? index < own : index == own
                    let isChanged = changed["\(place).weight"] != usual["\(place).weight"]
                    #expect(isChanged == wanted, "\(name) on \(place)")
                }
            }
        }
    }

    @Test("With the weights themselves for matrices, random feedback is the exact gradient")
    func equalsExact() throws {
        let random = try network(.random)
        for matrix in random.blocks[0].feedbackMatrices {
            let name = matrix.name.replacing("feedback.", with: "")
            let weight = try #require(random.weights.first { $0.name == name })
            matrix.matrix.assign(weight.matrix.floats)
        }
        let got = try gradients(random) { _ in false }
        #expect(try got == gradients(network(.exact)) { _ in false })
    }

    @Test("Feedback matrices have the forms of what they stand in for")
    func namesMatrices() throws {
        func forms(_ feedback: Feedback) throws -> [String: [Int]] {
            let tensors = try network(feedback, dropout: 0.3).blocks[0].feedbackMatrices
            return Dictionary(uniqueKeysWithValues: tensors.map { ($0.name, $0.shape) })
        }
        let prefix = "blocks.0.feedback"
        #expect(try forms(.exact).isEmpty)
        #expect(
            try forms(.random) == [
                "\(prefix).layers.0.weight": [9, 6], "\(prefix).layers.2.weight": [8, 9],
                "\(prefix).layers.4.weight": [7, 8], "\(prefix).head.weight": [3, 7],
            ])
        #expect(
            try forms(.direct) == [
                "\(prefix).layers.0.direct": [3, 9], "\(prefix).layers.2.direct": [3, 8],
                "\(prefix).layers.4.direct": [3, 7],
            ])
    }

    @Test(
        "Feedback matrices come from the seed and stay as they are",
        arguments: [
            Feedback.random, .direct,
        ])
    func staysFixed(kind: Feedback) throws {
        let network = try network(kind)
        let (before, weights) = (feedback(network), bits(network))
        #expect(try before == feedback(self.network(kind)))
        #expect(try before != feedback(self.network(kind, seed: 6)))
        // Neither the weights that they stand in for nor each other.
        let first = before.map { $0.prefix(4).map(\.bitPattern) }
        #expect(Set(first).count == before.count)
        #expect(
            Set(first).isDisjoint(
                with: network.weights.map {
                    $0.matrix.floats.prefix(4).map(\.bitPattern)
                }))
        let trainer = Trainer(optimizer: Adam(learningRate: 0.01), batchSize: 7)
        try trainer.fit(network, on: samples, epochs: 3)
        #expect(feedback(network) == before)
        #expect(bits(network) != weights)
    }

    @Test("Random and direct feedback change no first weight, and count no parameter")
    func startsAlike() throws {
        let exact = try network(.exact)
        for kind in [Feedback.random, .direct] {
            let other = try network(kind)
            #expect(bits(other) == bits(exact))
            #expect(other.parameterCount == exact.parameterCount)
        }
    }

    @Test("Direct feedback without a head is refused; random feedback is not")
    func refusesDirectWithoutHead() throws {
        func network(_ feedback: Feedback) throws -> Network {
            try Network(
                input: Shape(6), classes: toyClasses, objective: GoodnessContrast(),
                feedback: feedback, seed: 1
            ) { Block { Dense(5, activation: .relu) } }
        }
        let error = #expect(throws: SettingsError.self) { try network(.direct) }
        #expect(error?.description.contains("feedback") == true)
        #expect(try network(.random).feedback == .random)
    }

    @Test(
        "Random and direct feedback learn the toy samples",
        arguments: [
            Feedback.random, .direct,
        ], [0, 0.1])
    func learns(kind: Feedback, dropout: Double) throws {
        let network = try network(kind, [30, 30], dropout: dropout)
        let trainer = Trainer(optimizer: Adam(learningRate: 0.01), batchSize: 20)
        try trainer.fit(network, on: toySamples(300), epochs: 15)
        let accuracy = try network.evaluate(on: toySamples(300, seed: 2)).accuracy
        #expect(accuracy > 0.95, "\(accuracy)")
    }
}
