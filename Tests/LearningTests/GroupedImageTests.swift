import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardObjectives
import OnwardOptimizers
import Testing

@testable import OnwardInference
@testable import OnwardLearning
@testable import OnwardNetworks

/// Images of three classes, brighter in one channel each.
private func imageSamples() -> Samples {
    let (count, shape, random) = (40, Shape(3, 8, 6), RandomSource(seed: 3, for: .test))
    let labels = (0..<Int32(count)).map { $0 % 3 }
    let values = labels.enumerated().flatMap { sample, label in
        (0..<shape.count).map { place in
            random[sample].normal(at: place) + (place / 48 == Int(label) ? 1 : 0)
        }
    }
    return Samples(
        dense: Matrix(values, columns: shape.count), scale: 1,
        labels: Matrix(labels, columns: 1), shape: shape)
}

private func twin(_ layer: some Layer) -> any Layer { PlainTwin(inner: layer) }

private let convolutions = [
    Convolution2D(2 * Engine.lanes, kernel: 3, activation: .relu),
    Convolution2D(Engine.lanes, kernel: 3, activation: .relu),
]

private func layers(plain: Bool) -> [any Layer] {
    plain
        ? [
            twin(convolutions[0]), twin(AveragePooling(2)), twin(convolutions[1]),
            twin(MaxPooling(2)),
        ] : [convolutions[0], AveragePooling(2), convolutions[1], MaxPooling(2)]
}

/// Weights after some steps, and what the network then says.
private func trained(
    _ blocks: [[any Layer]], _ feedback: Feedback, _ objective: some Objective
) throws -> (bits: [[[UInt32]]], evidence: [[Float]]) {
    let samples = imageSamples()
    let network = try Network(
        input: samples.shape, classes: toyClasses, objective: objective, feedback: feedback,
        seed: 4, blocks: blocks.map { Block($0) })
    let trainer = Trainer(optimizer: Adam(learningRate: 0.01), batchSize: 16, threads: 1)
    try trainer.fit(network, on: samples, epochs: 2)
    let predictions = try network.answers(to: samples, threads: 1)
    return (bits(network), predictions.map(\.evidence))
}

@Test(
    "Grouped channels change where numbers lie, and not one bit of them",
    arguments: [Feedback.exact, .random, .direct])
func learnsAlike(feedback: Feedback) throws {
    for ending: [any Layer] in [[], [Flatten()], [Flatten(), Dense(7, activation: .relu)]] {
        let grouped = try trained([layers(plain: false) + ending], feedback, CrossEntropy())
        let plain = try trained([layers(plain: true) + ending], feedback, CrossEntropy())
        #expect(grouped.bits == plain.bits)
        #expect(grouped.evidence == plain.evidence)
    }
}

@Test("Blocks give each other plain samples")
func blocksExchangePlainSamples() throws {
    let normalize: [any Layer] = [LengthNormalization(.rms)]
    func blocks(plain: Bool) -> [[any Layer]] {
        let all = layers(plain: plain)
        return [
            Array(all[..<1]), normalize + all[1...2], Array(all[3...]) + [Flatten(), Dense(5)],
        ]
    }
    let grouped = try trained(blocks(plain: false), .exact, GoodnessContrast())
    let plain = try trained(blocks(plain: true), .exact, GoodnessContrast())
    #expect(grouped.bits == plain.bits)
    #expect(grouped.evidence == plain.evidence)
}

@Test("Samples are regrouped where neighbours do not agree, and nowhere else")
func regroupsAtTheEdges() throws {
    let plan = try BlockPlan(
        Block(layers(plain: false) + [Flatten(), Dense(7)]), input: Shape(3, 8, 6), headRows: 3)
    #expect((0...5).filter(plan.regroups) == [4])
    let open = try BlockPlan(Block(layers(plain: false)), input: Shape(3, 8, 6), headRows: 3)
    #expect((0...4).filter(open.regroups) == [4])
    #expect(open.output.lanes == 1)
}
