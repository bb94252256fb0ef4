import Foundation
import Onward
import OnwardTesting
import OwnParts
import Testing

@Test("The layer keeps its contract", arguments: LowRank.examples.indices)
func checksLayer(example: Int) {
    let (layer, input) = LowRank.examples[example]
    checkLayer(layer, input: input)
}

@Test("The objective keeps its contract")
func checksObjective() { checkObjective(SquaredError()) }

private func trained() throws -> (Network, Dataset) {
    let data = SyntheticDigits.load(trainCount: 500, testCount: 200)
    let network = try Network(
        input: data.shape, classes: data.classes, objective: SquaredError(), seed: 1
    ) {
        Block { Dense(50, activation: .relu) }
        Block { LowRank(50, rank: 10) }
    }
    try Trainer(optimizer: Adam(learningRate: 3e-3), batchSize: 25, schedule: EveryOther())
        .fit(network, on: data.train, epochs: 4)
    return (network, data)
}

private func inFile(_ body: (String) throws -> Void) throws {
    let file = FileManager.default.temporaryDirectory.appending(
        path: "own-\(UInt64.random(in: 0...UInt64.max)).safetensors")
    defer { try? FileManager.default.removeItem(at: file) }
    try body(file.path)
}

@Test(
    "A network of one's own parts learns by one's own schedule, and is read by a catalog with them")
func trainsSavesAndLoads() throws {
    let (network, data) = try trained()
    let accuracy = try network.evaluate(on: data.test).accuracy
    #expect(accuracy > 0.3, "by chance it would be 0.1")
    var catalog = Catalog.standard
    catalog.layers.append(LowRank.self)
    catalog.objectives.append(SquaredError.self)
    try inFile { path in
        try network.save(to: path)
        let loaded = try Network.load(from: path, catalog: catalog)
        #expect(try loaded.evaluate(on: data.test).accuracy == accuracy)
    }
}

@Test("Without them in the catalog the file is refused by the layer's name")
func refusesUnknownParts() throws {
    try inFile { path in
        try trained().0.save(to: path)
        let error = #expect(throws: (any Error).self) { try Network.load(from: path) }
        #expect(
            "\(error as Any)".contains("squared-error") || "\(error as Any)".contains("low-rank"))
    }
}
