import Foundation
import OnwardCompute
import OnwardLayers
import OnwardLearning
import OnwardNetworks
import OnwardObjectives
import OnwardOptimizers
import OnwardSafetensors
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardModels
@testable import OnwardRuns

@Suite("A model file")
struct ModelFileTests {
    private let dataset = toyDataset()

    private func trainedNetwork() throws -> Network {
        let network = try Network(
            input: dataset.shape, classes: dataset.classes, objective: .crossEntropy, seed: 9
        ) {
            Block { Dense(12, activation: .relu) }
            Block {
                LengthNormalization(.l2, epsilon: 1e-4)
                Dense(8, activation: .relu, bias: false)
                BatchNormalization(momentum: 0.2)
                Dropout(0.25)
            }
        }
        try Trainer(optimizer: Adam(), threads: 1).fit(network, on: dataset.train, epochs: 2)
        return network
    }

    private func answers(_ network: Network) throws -> [[Float]] {
        try network.answers(to: dataset.test).map { $0.blockEvidence.flatMap(\.self) + $0.evidence }
    }

    @Test("Predictions are the same, bit for bit, after saving and loading")
    func survivesDisk() throws {
        try inFolder { folder in
            let (network, path) = (try trainedNetwork(), folder.appending(path: "m").path)
            try network.save(to: path)
            let loaded = try Network.load(from: path)
            #expect(try answers(loaded) == answers(network))
            #expect(loaded.classes == dataset.classes && loaded.input == dataset.shape)
            #expect(loaded.seed == 9 && loaded.parameterCount == network.parameterCount)
            #expect(
                loaded.blocks.map { $0.block.layers.map(\.description) }
                    == network.blocks.map { $0.block.layers.map(\.description) })
            let again = folder.appending(path: "again").path
            try loaded.save(to: again)
            #expect(FileManager.default.contentsEqual(atPath: path, andPath: again))
        }
    }

    @Test("Votes are kept, and refused where they are not one for each block")
    func keepsVotes() throws {
        try inFolder { folder in
            let (network, path) = (try trainedNetwork(), folder.appending(path: "m").path)
            let plain = try answers(network)
            network.voteWeights = [2.0 / 3, 4.0 / 3]
            try network.save(to: path)
            let loaded = try Network.load(from: path)
            #expect(loaded.voteWeights == network.voteWeights)
            #expect(try answers(loaded) == answers(network))
            #expect(try answers(loaded) != plain)
            for wrong: [Double] in [[1], [1, 2, 3], [-1, 1]] {
                network.voteWeights = wrong
                try network.save(to: path)
                let error = #expect(throws: FileError.self) { try Network.load(from: path) }
                #expect(error?.description.contains("votes") == true)
            }
        }
    }

    @Test("Recipe and record are kept")
    func keepsRecord() throws {
        try inFolder { folder in
            let url = folder.appending(path: "m")
            let record = TrainingRecord(
                epochs: 3, steps: [4, 5], loss: 1.0 / 3, validationAccuracy: nil)
            let recipe = try toyRecipe { $0["lr"] = "\(1.0 / 7)" }
            try ModelFile(trainedNetwork(), recipe: recipe, record: record).save(to: url)
            let file = try ModelFile(reading: url)
            #expect(
                try file.recipe?.trainer.optimizer.learningRate == 1.0 / 7
                    && file.recipe?.network.notation == "12,8")
            #expect(file.record?.steps == [4, 5] && file.record?.loss == 1.0 / 3)
        }
    }

    private func message(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "no error"
        } catch {
            return "\(error)"
        }
    }

    @Test("A safetensors file from elsewhere is refused, and says so")
    func refusesForeignFile() throws {
        try inFolder { folder in
            let url = folder.appending(path: "m")
            try SafetensorsFile.write(
                tensors: [("weight", [2], Matrix([Float(1), 2], columns: 2))], metadata: [:],
                to: url)
            #expect(
                message { _ = try ModelFile(reading: url) }.contains("a model that Onward wrote"))
        }
    }

    @Test("Another format is named, and a description that does not hold is refused")
    func refusesOtherFormats() throws {
        try inFolder { folder in
            let (network, url) = (try trainedNetwork(), folder.appending(path: "m"))
            func write(_ change: (inout [String: String]) -> Void) throws {
                var metadata = try ModelFile(network).metadata()
                change(&metadata)
                try SafetensorsFile.write(
                    tensors: network.weights.map { ($0.name, $0.shape, $0.matrix) },
                    metadata: metadata, to: url)
            }
            func message() -> String { self.message { _ = try ModelFile(reading: url) } }
            try write { $0["onward_format"] = "onward-9" }
            #expect(message().contains("onward-9") && message().contains("use the version"))
            try write { $0["network"] = "{}" }
            #expect(message().contains("description of a network that holds"))
            try write { $0["network"] = $0["network"]?.replacing("\"dense\"", with: "\"dance\"") }
            #expect(message().contains("unknown layer dance"))
            try write {
                $0["network"] = $0["network"]?.replacing("\"units\":12", with: "\"units\":0")
            }
            #expect(message().contains("units must be at least 1"))
            try write {
                $0["network"] = $0["network"]?.replacing("\"units\":12", with: "\"units\":13")
            }
            #expect(message().contains("blocks.0.layers.0.weight to be"))
        }
    }

    @Test("Damage is named by its block")
    func namesDamagedBlock() throws {
        try inFolder { folder in
            let url = folder.appending(path: "m")
            try trainedNetwork().save(to: url.path)
            var bytes = try Data(contentsOf: url)
            bytes[bytes.count - 1] ^= 1
            try bytes.write(to: url)
            let message = message { _ = try ModelFile(reading: url) }
            #expect(message.contains("blocks.1") && message.contains("damaged"), "\(message)")
            #expect(!message.contains("blocks.0"))
        }
    }

    @Test("A model is no checkpoint, but a checkpoint is a model")
    func tellsModelFromCheckpoint() throws {
        try inFolder { folder in
            let (model, checkpoint) = (folder.appending(path: "m"), folder.appending(path: "c"))
            let network = try trainedNetwork()
            let recipe = try toyRecipe()
            try ModelFile(network, recipe: recipe).save(to: model)
            #expect(
                message { _ = try Checkpoint(reading: model) }
                    .contains("a checkpoint to resume from, got a model"))
            try Checkpoint(
                network: network, recipe: recipe, progress: TrainingProgress(blocks: 2),
                best: JSONFields.decode(BestEpoch.self, from: #"{"epoch": 2, "accuracy": 0.5}"#),
                loss: 0.25, environment: RunEnvironment(threads: 1), samples: nil, drawn: []
            ).save(to: checkpoint)
            #expect(try answers(ModelFile(reading: checkpoint).network) == answers(network))
            let read = try Checkpoint(reading: checkpoint)
            #expect(read.best?.epoch == 2 && read.loss == 0.25)
            #expect(read.progress == TrainingProgress(blocks: 2))
            #expect(read.network.blocks.map(\.step) == network.blocks.map(\.step))
            let memories = [network, read.network].map { network in
                network.blocks.flatMap(\.optimizerMemory).map { $0.matrix.values(as: Float.self) }
            }
            #expect(memories[0] == memories[1] && memories[0].count == 14)
        }
    }

    private func network(_ box: any ForwardLayer) throws -> Network {
        let network = try Network(
            input: dataset.shape, classes: dataset.classes, objective: .crossEntropy, seed: 9,
            blocks: [
                Block { Dense(12, activation: .relu) },
                Block([box, Dense(8, activation: .relu)]),
            ])
        try Trainer(optimizer: Adam(), threads: 1).fit(network, on: dataset.train, epochs: 2)
        return network
    }

    @Test("A network with a black box is not saved, and the message says which and what to do")
    func refusesBlackBox() throws {
        try inFolder { folder in
            let url = folder.appending(path: "m")
            let network = try network(
                Opaque("spikes") { _, input, output in
                    for index in input.indices { output[index] = input[index] }
                })
            #expect(
                message { try network.save(to: url.path) }
                    == "network must be of layers that a model file can name, not "
                    + "Opaque(\"spikes\") in block 2, which is code; take a layer of the catalog "
                    + "in its place, or remove the block before the network "
                    + "is saved.")
            #expect(!FileManager.default.fileExists(atPath: url.path))
        }
    }

    @Test("A layer of the catalog without a derivative is saved like any other")
    func keepsQuantize() throws {
        try inFolder { folder in
            let (network, path) = (try network(Quantize(4)), folder.appending(path: "m").path)
            try network.save(to: path)
            #expect(try answers(Network.load(from: path)) == answers(network))
        }
    }
}
