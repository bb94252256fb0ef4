import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardObjectives
import OnwardOptimizers
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardInference
@testable import OnwardLearning
@testable import OnwardNetworks

@Test("A block of nothing but a head is a softmax regression, and learns")
func learnsWithHeadAlone() throws {
    let network = try Network(
        input: Shape(6), classes: toyClasses, objective: .crossEntropy, seed: 1
    ) { Block { Flatten() } }
    #expect(network.weights.map(\.name) == ["blocks.0.head.weight"])
    #expect(network.parameterCount == 18)
    var losses: [Double] = []
    let trainer = Trainer(optimizer: Adam(learningRate: 0.05), batchSize: 20)
    try trainer.fit(network, on: toySamples(300), epochs: 20) { losses.append($0.loss) }
    #expect(losses[19] < 0.5 * losses[0])
    #expect(try network.evaluate(on: toySamples(300, seed: 2)).accuracy > 0.95)
}

@Test("Blocks of one, two and all layers learn the toy samples", arguments: [1, 2, 3])
func learnsToySamples(layersPerBlock: Int) throws {
    let layers = (0..<3).map { _ in Dense(12, activation: .relu) }
    let network = try Network(
        input: Shape(6), classes: toyClasses, objective: .crossEntropy, seed: 1,
        blocks: stride(from: 0, to: 3, by: layersPerBlock).map {
            Block(Array(layers[$0..<min($0 + layersPerBlock, 3)]))
        })
    let trainer = Trainer(optimizer: Adam(learningRate: 0.01), batchSize: 20)
    try trainer.fit(network, on: toySamples(300), epochs: 15)
    let evaluation = try network.evaluate(on: toySamples(300, seed: 2))
    #expect(try #require(evaluation.accuracies[.sum]) > 0.95)
    #expect(try #require(evaluation.accuracies[.lastBlock]) > 0.95)
}

@Test("Images are shown flat to a dense layer, and kept whole for one that takes images")
func flattensImages() throws {
    let network = try Network(
        input: Shape(1, 4, 4), classes: toyClasses, objective: .crossEntropy, seed: 1
    ) { Block { Dense(5) } }
    #expect(network.blocks[0].plan.input == Shape(16))
    let late = #expect(throws: ShapeError.self) {
        try Network(input: Shape(1, 4, 4), classes: toyClasses, objective: .crossEntropy, seed: 1) {
            Block { LengthNormalization(.l2) }
            Block { Dense(5) }
        }
    }
    #expect(late?.description.contains("block 2") == true)
    #expect(late?.description.contains("Flatten()") == true)
}

@Test("A network without blocks, or with a single class, is refused")
func refusesEmptyNetwork() throws {
    let single = #expect(throws: SettingsError.self) {
        try Network(input: Shape(6), classes: ["only"], objective: .crossEntropy, seed: 1) {
            Block { Flatten() }
        }
    }
    #expect(single?.description.contains("classes") == true)
    let empty = #expect(throws: SettingsError.self) {
        try Network(
            input: Shape(6), classes: toyClasses, objective: .crossEntropy, seed: 1, blocks: [])
    }
    #expect(empty?.description.contains("block") == true)
}

@Test(
    "A linear network stays below 95 % on the drawn digits, Mono-Forward passes 97 %",
    .onOwnThread)
func tellsNetworksApart() throws {
    // Six of the ten thousand samples, and one thread: quick, also while other tests run.
    let digits = SyntheticDigits.load(trainCount: 6000)
    func accuracy(_ blocks: [Block]) throws -> Double {
        let network = try Network(
            input: digits.shape, classes: digits.classes, objective: .crossEntropy, seed: 1,
            blocks: blocks)
        try Trainer(optimizer: Adam(), threads: 1).fit(network, on: digits.train, epochs: 10)
        return try network.evaluate(on: digits.test).accuracy
    }
    let linear = try accuracy([Block { Flatten() }])
    #expect(linear > 0.7 && linear < 0.95, "\(linear)")
    let block = Block { Dense(1000, activation: .relu, bias: false) }
    let monoForward = try accuracy([block, block])
    #expect(monoForward > 0.97, "\(monoForward)")
}
