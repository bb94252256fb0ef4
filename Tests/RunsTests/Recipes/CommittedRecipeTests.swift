import Foundation
import OnwardCompute
import OnwardData
import Testing

@testable import OnwardRecipes

@Suite("The recipes under Recipes/")
struct CommittedRecipeTests {
    private static let files: [URL] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Recipes")
        let all = try? FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil)
        return (all ?? []).filter { $0.pathExtension == "yaml" }
    }()

    @Test("There are some") func areThere() { #expect(CommittedRecipeTests.files.count >= 10) }

    @Test("Each is written out in full, with the version that it was measured by", arguments: files)
    func isComplete(file: URL) throws {
        let text = try String(contentsOf: file, encoding: .utf8)
        let said = try RecipeText(sheet: RecipeSheet()).values(
            in: text, of: "a recipe", unversioned: .current)
        #expect(said.version == .first && said["threads"] == "all")
        #expect(try said.keys == Recipe(said).values.keys)
    }

    @Test("Each describes a network and a trainer for images of 28 × 28", arguments: files)
    func describesTraining(file: URL) throws {
        let recipe = try Recipe(file: file)
        let samples = Samples(
            dense: Matrix(.uint8, rows: 20, columns: 784), scale: 1 / 255,
            labels: Matrix((0..<20).map { Int32($0 % 10) }, columns: 1), shape: Shape(1, 28, 28))
        let dataset = Dataset(
            name: recipe.data.name, classes: (0..<10).map(String.init), train: samples,
            test: samples)
        let network = try recipe.makeNetwork(for: dataset)
        #expect(network.parameterCount > 50_000)
        #expect(try recipe.makeTrainer().batchSize == recipe.trainer.batchSize)
    }
}
