import Foundation
import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardObjectives
import OnwardOptimizers
import Testing

@testable import OnwardLearning
@testable import OnwardNetworks

/// One case of `Golden/contrast_step.json`; its producer beside it has the formulas.
struct ContrastGoldenCase: Decodable, CustomTestStringConvertible {
    struct Step: Decodable {
        let losses: [Double]
        let parameters: [String: [Float]]
    }
    /// `"width"` or a number.
    enum Threshold: Decodable {
        case width
        case number(Double)

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            self = (try? value.decode(Double.self)).map(Threshold.number) ?? .width
        }
    }
    let name: String
    let classes: Int
    let blocks: [[Int]]
    let bias: Bool
    let normalization: LengthNormalization.Kind?
    let epsilon: Double?
    let goodness: GoodnessContrast.Goodness?
    let threshold: Threshold?
    let feedback: Feedback?
    let learningRate: Double
    let initial: [String: [Float]]
    let inputs: [Float]
    let labels: [Int32]
    let steps: [Step]

    var testDescription: String { name }

    static let all: [ContrastGoldenCase] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Golden/contrast_step.json")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let content = try? Data(contentsOf: file)
        return content.flatMap { try? decoder.decode([ContrastGoldenCase].self, from: $0) } ?? []
    }()

    private func makeBlocks() -> [Block] {
        let bottom: [any Layer] =
            normalization.map {
                [LengthNormalization($0, epsilon: epsilon ?? 1e-8)]
            } ?? []
        return blocks.map { widths in
            Block(bottom + widths.map { Dense($0, activation: .relu, bias: bias) })
        }
    }

    func makeNetwork() throws -> Network {
        let input = Shape(inputs.count / labels.count)
        let names = Array(toyClasses.prefix(classes))
        guard let goodness else {
            return try Network(
                input: input, classes: names, objective: .crossEntropy,
                feedback: feedback ?? .exact, seed: 1, blocks: makeBlocks())
        }
        let bound: GoodnessContrast.Threshold
        switch threshold {
        case .number(let number): bound = .number(number)
        case .width, nil: bound = .width
        }
        return try Network(
            input: input, classes: names,
            objective: GoodnessContrast(
                goodness, threshold: bound, loss: .threshold,
                presentation: .contrast(
                    LabelEmbedding(.overlay, strength: .number(1)), negatives: .wrongLabel,
                    pairing: .paired)),
            seed: 1, blocks: makeBlocks())
    }

    var samples: Samples {
        Samples(
            dense: Matrix(inputs, columns: inputs.count / labels.count), scale: 1,
            labels: Matrix(labels, columns: 1), shape: Shape(inputs.count / labels.count))
    }
}

@Test("The golden values of contrast and feedback alignment are all there")
func findsContrastGoldenValues() {
    #expect(ContrastGoldenCase.all.count == 4)
}

@Test(
    "Two steps of contrast and feedback alignment give an independent implementation's numbers",
    arguments: ContrastGoldenCase.all)
func matchesContrastGolden(golden: ContrastGoldenCase) throws {
    let (network, samples) = (try golden.makeNetwork(), golden.samples)
    #expect(Set(network.tensors.map(\.name)) == Set(golden.initial.keys))
    for tensor in network.tensors {
        let values = try #require(golden.initial[tensor.name], "\(tensor.name)")
        #expect(tensor.shape.reduce(1, *) == values.count, "\(tensor.name)")
        tensor.matrix.assign(values)
    }
    let trainer = Trainer(
        optimizer: Adam(learningRate: golden.learningRate), batchSize: samples.count,
        learningRateSchedule: LearningRateSchedule(.constant), shuffles: false)
    try trainer.fit(network, on: samples, epochs: 2) { report in
        let wanted = golden.steps[report.epoch - 1]
        expectNear(
            report.blockLoss.compactMap { $0.map(Float.init) }, wanted.losses.map(Float.init),
            "losses of step \(report.epoch)")
        for tensor in network.tensors {
            let values = try #require(wanted.parameters[tensor.name])
            expectNear(tensor.matrix.floats, values, "\(tensor.name), step \(report.epoch)")
        }
    }
    #expect(network.blocks.allSatisfy { $0.step == 2 })
}
