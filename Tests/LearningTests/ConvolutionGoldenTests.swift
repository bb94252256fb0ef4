import Foundation
import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardLearning
import OnwardNetworks
import OnwardOptimizers
import Testing

/// `Golden/convolution_step.json`; its producer beside it has the formulas.
private struct ConvolutionSteps: Decodable {
    struct Step: Decodable {
        let losses: [Float]
        let parameters: [String: [Float]]
    }
    let learningRate: Double
    let inputs: [Float]
    let labels: [Int32]
    let initial: [String: [Float]]
    let steps: [Step]

    static func read() throws -> ConvolutionSteps {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Golden/convolution_step.json")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(ConvolutionSteps.self, from: Data(contentsOf: file))
    }
}

@Test("Two steps of Mono-Forward with convolutions give PyTorch's numbers")
func matchesConvolutionSteps() throws {
    let golden = try ConvolutionSteps.read()
    let network = try Network(
        input: Shape(2, 6, 6), classes: toyClasses, objective: .crossEntropy, seed: 1
    ) {
        Block {
            Convolution2D(3, kernel: 3, activation: .relu)
            AveragePooling(2)
        }
        Block {
            Convolution2D(4, kernel: 3, activation: .relu)
            AveragePooling(2)
        }
        Block {
            Flatten()
            Dense(5, activation: .relu)
        }
    }
    #expect(Set(network.weights.map(\.name)) == Set(golden.initial.keys))
    for weight in network.weights {
        weight.matrix.assign(try #require(golden.initial[weight.name]))
    }
    let samples = Samples(
        dense: Matrix(golden.inputs, columns: 72), scale: 1,
        labels: Matrix(golden.labels, columns: 1), shape: Shape(2, 6, 6))
    let trainer = Trainer(
        optimizer: SGD(learningRate: golden.learningRate), batchSize: samples.count,
        learningRateSchedule: .init(.constant), shuffles: false)
    try trainer.fit(network, on: samples, epochs: 2) { report in
        let wanted = golden.steps[report.epoch - 1]
        expectNear(
            report.blockLoss.compactMap { $0.map(Float.init) }, wanted.losses,
            "losses of step \(report.epoch)")
        for weight in network.weights {
            expectNear(
                weight.matrix.floats, try #require(wanted.parameters[weight.name]),
                "\(weight.name), step \(report.epoch)")
        }
    }
}
