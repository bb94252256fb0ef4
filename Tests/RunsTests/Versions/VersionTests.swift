import Foundation
import OnwardCompute
import OnwardLayers
import OnwardLearning
import OnwardModels
import OnwardNetworks
import OnwardSafetensors
import OnwardSettings
import Testing

@testable import OnwardRecipes

@Suite("A file's version")
struct VersionTests {
    private func read(_ yaml: String, in name: String = "recipe.yaml", beside: String? = nil) throws
        -> Recipe
    {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "onward-version-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        if let beside { try Data().write(to: folder.appending(path: beside)) }
        let file = folder.appending(path: name)
        try Data(yaml.utf8).write(to: file)
        return try Recipe(file: file)
    }

    private func message(_ yaml: String) -> String {
        do { return "no error: \(try read(yaml).values.keys)" } catch { return "\(error)" }
    }

    @Test("The saved recipe says its version, and every setting that its choices have")
    func holdsEverything() throws {
        let recipe = try Recipe(["algorithm": "ff", "network": "5"])
        let yaml = try recipe.yaml
        #expect(yaml.hasPrefix("version: \(Version.current)\n"))
        for key in [
            "label-strength", "goodness", "threshold", "normalization", "negatives", "pairing",
            "peer-normalization", "block-size", "reader", "augment", "corrupt", "patience",
            "accumulate", "frozen-outputs", "prediction",
        ] {
            #expect(yaml.contains("\n\(key): "), "\(key)")
        }
        let metadata = try ModelFile(
            Network(input: Shape(4), classes: ["a", "b"], objective: .crossEntropy, seed: 1) {
                Block { Dense(3, activation: .relu) }
            }, recipe: recipe
        ).metadata()
        #expect(metadata["version"] == "\(Version.current)")
        #expect(metadata["recipe"]?.contains("\"version\":\"\(Version.current)\"") == true)
    }

    @Test(
        "A recipe by hand means today's defaults, one in a run's folder those of the first version")
    func placesUnversioned() throws {
        #expect(try read("epochs: 3").data.options.version == .current)
        let inRun = try read("epochs: 3", beside: "checkpoint.safetensors")
        #expect(inRun.data.options.version == .first)
        let told = try read("version: 0.2.0\nepochs: 3", beside: "checkpoint.safetensors")
        #expect(told.data.options.version == .current)
    }

    @Test("An unknown key names the version that wrote it; a version to come is refused")
    func refuses() {
        #expect(message("version: 0.1.0\nepoch: 3").contains("version 0.1.0 has"))
        #expect(message("version: 0.1.0\nepoch: 3").contains("did you mean epochs?"))
        let later = message("version: 9.0.0\nepochs: 3")
        #expect(later.contains("version must be a version up to") && later.contains("9.0.0"))
        #expect(message("version: new").contains("not new"))
    }

    @Test("A tensor of another shape is refused, even with as many numbers")
    func comparesShapes() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "onward-shapes-" + UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let matrix = Matrix((0..<6).map { Float($0) }, columns: 3)
        try SafetensorsFile.write(
            tensors: [("weight", [3, 2], matrix)], metadata: [:], to: folder)
        let file = try SafetensorsFile(reading: folder)
        let error = #expect(throws: SafetensorsError.self) {
            try file.read("weight", shape: [2, 3], into: matrix)
        }
        #expect("\(error.map { "\($0)" } ?? "")".contains("[3, 2]"))
        try file.read("weight", shape: [3, 2], into: matrix)
    }
}
