import Foundation
import OnwardCompute
import OnwardLayers
import OnwardLearning
import OnwardSafetensors
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardModels
@testable import OnwardRuns

@Suite("The file of an edited model")
struct EditedModelTests {
    private let dataset = toyDataset()

    private func file() throws -> ModelFile {
        let recipe = try toyRecipe { $0["network"] = "12,8,8" }
        let network = try recipe.makeNetwork(for: dataset)
        let record = TrainingRecord(epochs: 1, steps: [2, 2, 2], loss: 1, validationAccuracy: 0.5)
        return try ModelFile(network, recipe: recipe, record: record)
    }

    private func reread(_ file: ModelFile) throws -> ModelFile {
        var read = file
        try inFolder { folder in
            let url = folder.appending(path: "m")
            try file.save(to: url)
            read = try ModelFile(reading: url)
        }
        return read
    }

    @Test("Frozen blocks are frozen when read again, and edits are kept in order")
    func keepsFrozen() throws {
        let file = try file()
        try file.network.freeze([0, 2])
        let first = try file.edited("froze blocks 1 and 3", .settings)
        let read = try reread(try first.edited("looked at it", .settings))
        #expect(read.network.blocks.map(\.isFrozen) == [true, false, true])
        #expect(read.edits == ["froze blocks 1 and 3", "looked at it"])
        let recipe = try read.recipe
        #expect(read.record?.steps == [2, 2, 2] && recipe?.network.notation == "12,8,8")
    }

    @Test("An edit that takes the reader away leaves no recipe that asks it")
    func forgetsReader() throws {
        let recipe = try toyRecipe {
            ($0["algorithm"], $0["reader"], $0["prediction"]) = ("ff", "all", "one-pass")
        }
        let file = try ModelFile(recipe.makeNetwork(for: dataset), recipe: recipe)
        try file.network.remove(at: 1)
        let read = try reread(try file.edited("removed block 2", .structure))
        #expect(read.network.reader == nil)
        let kept = try #require(try read.recipe)
        #expect(kept.network.reader == nil && kept.trainer.prediction == nil)
    }

    @Test("A file that was never edited says nothing of edits")
    func unedited() throws {
        let metadata = try file().metadata()
        #expect(metadata["edits"] == nil)
        #expect(metadata["network"]?.contains("frozen") == false)
        #expect(try reread(file()).edits.isEmpty)
    }

    @Test("A checkpoint keeps frozen blocks as well")
    func checkpoint() throws {
        try inFolder { folder in
            let (file, url) = (try file(), folder.appending(path: "c"))
            try file.network.freeze([1])
            let recipe = try #require(try file.recipe)
            try Checkpoint(
                network: file.network, recipe: recipe, progress: TrainingProgress(blocks: 3),
                best: nil, loss: nil, environment: RunEnvironment(threads: 1),
                samples: nil, drawn: []
            ).save(to: url)
            let read = try Checkpoint(reading: url).network
            #expect(read.blocks.map(\.isFrozen) == [false, true, false])
        }
    }

    @Test("After blocks came or went the recipe names those that there are")
    func recipeFollows() throws {
        let file = try file()
        try file.network.remove(at: 2)
        let read = try reread(try file.edited("removed block 3", .structure))
        #expect(read.record == nil && read.network.blocks.count == 2)
        let recipe = try #require(try read.recipe)
        let again = try recipe.makeNetwork(for: dataset)
        #expect(again.blocks.map(\.plan.output) == [Shape(12), Shape(8)])
        #expect(again.parameterCount == read.network.parameterCount)
        #expect(
            read.network.weights.map { $0.matrix.values(as: Float.self) }
                == file.network.weights.map { $0.matrix.values(as: Float.self) })
    }

    @Test("A record stays only where it still says something of the weights")
    func record() throws {
        let file = try file()
        let training = TrainingRecord(
            epochs: 9, steps: [0, 7, 0], loss: 2, validationAccuracy: nil)
        #expect(try file.edited("damaged block 1", .weights).record == nil)
        #expect(try file.edited("retrained block 2", .training(training)).record?.epochs == 9)
        #expect(try file.edited("damaged block 1", .weights).recipe?.network.notation == "12,8,8")
    }

    @Test("A frozen block that is not there makes the description unreadable")
    func strayFrozen() throws {
        try inFolder { folder in
            let (file, url) = (try file(), folder.appending(path: "m"))
            try file.network.freeze([2])
            var metadata = try file.metadata()
            metadata["network"] = metadata["network"]?.replacing(
                "\"frozen\":[2]", with: "\"frozen\":[3]")
            try SafetensorsFile.write(
                tensors: file.network.weights.map { ($0.name, $0.shape, $0.matrix) },
                metadata: metadata, to: url)
            let error = #expect(throws: FileError.self) { try ModelFile(reading: url) }
            #expect(error?.description.contains("block must be from 1 to 3, not 4") == true)
        }
    }

    @Test("New blocks are laid out for the place they come to")
    func layout() throws {
        let recipe = try toyRecipe { $0["block-size"] = "2" }
        func layers(_ part: String, _ input: Shape, isLowest: Bool) throws -> [[String]] {
            try recipe.blocks(of: part, input: input, isLowest: isLowest).map {
                $0.layers.map(\.description)
            }
        }
        let image = Shape(2, 4, 4)
        #expect(try layers("5,(4,3)", Shape(9), isLowest: false).map(\.count) == [1, 2])
        #expect(try layers("5", image, isLowest: true) == [["Dense(5)"]])
        #expect(try layers("5", image, isLowest: false).map(\.count) == [2])
        #expect(try layers("5", image, isLowest: false)[0].last == "Dense(5)")
    }
}
