import Foundation
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

/// One case of `Golden/one_step.json`; its producer beside it has the formulas.
struct GoldenCase: Decodable, CustomTestStringConvertible {
    struct Rule: Decodable {
        let name: String
        let learningRate: Double
        let momentum: Double?
        let nesterov: Bool?
        let weightDecay: Double?
    }
    struct Step: Decodable {
        let losses: [Double]
        let evidence: [[Float]]
        let parameters: [String: [Float]]
    }
    let name: String
    let optimizer: Rule
    let blocks: [[Int]]
    let bias: Bool
    let initial: [String: [Float]]
    let inputs: [Float]
    let labels: [Int32]
    let steps: [Step]

    var testDescription: String { name }

    static let all: [GoldenCase] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Golden/one_step.json")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return (try? decoder.decode([GoldenCase].self, from: Data(contentsOf: file))) ?? []
    }()

    func makeNetwork() throws -> Network {
        let network = try Network(
            input: Shape(inputs.count / labels.count), classes: toyClasses,
            objective: .crossEntropy, seed: 1,
            blocks: blocks.map { widths in
                Block(widths.map { Dense($0, activation: .relu, bias: bias) })
            })
        for weight in network.weights {
            weight.matrix.assign(try #require(initial[weight.name], "\(weight.name)"))
        }
        return network
    }

    var samples: Samples {
        Samples(
            dense: Matrix(inputs, columns: inputs.count / labels.count), scale: 1,
            labels: Matrix(labels, columns: 1), shape: Shape(inputs.count / labels.count))
    }

    func makeOptimizer() throws -> any Optimizer {
        let numbers = [
            "lr": optimizer.learningRate, "weight-decay": optimizer.weightDecay,
            "momentum": optimizer.momentum,
        ]
        var settings = SettingValues(numbers.compactMapValues { $0.map { "\($0)" } })
        if optimizer.nesterov == true { settings["nesterov"] = "true" }
        let kinds: [any Optimizer.Type] = [SGD.self, Adam.self, AdamW.self]
        return try #require(kinds.first { $0.name == optimizer.name }).init(settings)
    }
}

@Test("The golden values are all there")
func findsGoldenValues() {
    #expect(GoldenCase.all.count == 6)
}

@Test("Two steps give the numbers of an independent implementation", arguments: GoldenCase.all)
func matchesGolden(golden: GoldenCase) throws {
    let (network, samples) = (try golden.makeNetwork(), golden.samples)
    #expect(Set(network.weights.map(\.name)) == Set(golden.initial.keys))
    let trainer = Trainer(
        optimizer: try golden.makeOptimizer(), batchSize: samples.count, shuffles: false)
    let session = try TrainingSession(network, trainer: trainer, samples: samples, epochs: 2)
    func expectEvidence(beforeStep step: Int) throws {
        let predictions = try network.answers(to: samples)
        for block in golden.blocks.indices {
            expectNear(
                predictions.flatMap { $0.blockEvidence[block] },
                golden.steps[step].evidence[block], "evidence of block \(block)")
        }
    }
    try expectEvidence(beforeStep: 0)
    try session.run(onEpoch: { report in
        let wanted = golden.steps[report.epoch - 1]
        expectNear(
            report.blockLoss.compactMap { $0.map(Float.init) }, wanted.losses.map(Float.init),
            "losses of step \(report.epoch)")
        for weight in network.weights {
            let values = try #require(wanted.parameters[weight.name])
            expectNear(weight.matrix.floats, values, "\(weight.name), step \(report.epoch)")
        }
        if report.epoch < golden.steps.count { try expectEvidence(beforeStep: report.epoch) }
    })
    #expect(network.blocks.allSatisfy { $0.step == 2 })
}
