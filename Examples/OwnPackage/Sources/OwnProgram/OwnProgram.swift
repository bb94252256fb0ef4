import Foundation
import Onward
import OwnParts

// Trains a network of parts that Onward does not know, saves it, and reads it by a catalog that has
// them.
@main
enum OwnProgram {
    static func main() throws {
        let data = SyntheticDigits.load(trainCount: 2_000, testCount: 500)
        let network = try Network(
            input: data.shape, classes: data.classes, objective: SquaredError(), seed: 1
        ) {
            Block { Dense(200, activation: .relu) }
            Block {
                LowRank(100, rank: 20)
                Dense(200, activation: .relu)
            }
        }
        let trainer = Trainer(optimizer: Adam(), batchSize: 50, schedule: EveryOther())
        try trainer.fit(network, on: data.train, epochs: 4) { print($0) }
        let accuracy = try network.evaluate(on: data.test).accuracy

        let file = FileManager.default.temporaryDirectory.appending(
            path: "own-\(ProcessInfo.processInfo.processIdentifier).safetensors")
        defer { try? FileManager.default.removeItem(at: file) }
        try network.save(to: file.path)
        var catalog = Catalog.standard
        catalog.layers.append(LowRank.self)
        catalog.objectives.append(SquaredError.self)
        let loaded = try Network.load(from: file.path, catalog: catalog)
        print(
            "accuracy \(accuracy); read from its file \(try loaded.evaluate(on: data.test).accuracy)"
        )
    }
}
