import Foundation
import OnwardCompute
import OnwardLearning
import OnwardModels
import OnwardObjectives
import OnwardSettings
import Testing

@testable import OnwardRecipes
@testable import OnwardRuns

private let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Golden/0.1.0")

@Suite("Files of version 0.1.0")
struct FirstVersionTests {
    private static let runs = ["ff", "intff-reader", "mf-convolution", "table"]

    @Test("Recipe, model and checkpoint say the same training", arguments: runs)
    func readsRecipes(name: String) throws {
        let folder = golden.appending(path: name)
        let recipe = try Recipe(file: folder.appending(path: "recipe.yaml")).values
        let model = try ModelFile(reading: folder.appending(path: "model.safetensors"))
        let checkpoint = try Checkpoint(reading: folder.appending(path: "checkpoint.safetensors"))
        #expect(try model.recipe?.values == recipe)
        #expect(checkpoint.recipe.values == recipe)
        #expect(recipe["votes"] == "rule" && model.network.voteWeights == nil)
        #expect(model.network.parameterCount == checkpoint.network.parameterCount)
    }

    @Test("What they left out is what it was in their version")
    func fillsDefaults() throws {
        let contrast = try Recipe(file: golden.appending(path: "intff-reader/recipe.yaml"))
        let expected: [String: String] = [
            "goodness": "mean", "threshold": "1.5", "evidence-blocks": "all",
            "normalization": "l2", "label-strength": "1", "label-embedding": "overlay",
            "negatives": "wrong-label", "pairing": "paired", "peer-normalization": "0",
            "contrast-loss": "threshold", "minimize": "false", "reader": "upper",
        ]
        for (key, value) in expected { #expect(contrast.values[key] == value, "\(key)") }
        let model = try ModelFile(reading: golden.appending(path: "ff/model.safetensors"))
        let goodness = try #require(model.network.objective as? GoodnessContrast)
        #expect(goodness.peerNormalization == 0.03 && goodness.threshold == .width)
        #expect(goodness.values["label-strength"] == "2")
    }

    @Test("Runs go on to the same epochs", arguments: ["ff", "intff-reader", "mf-convolution"])
    func resumes(name: String) throws {
        let place = FileManager.default.temporaryDirectory.appending(
            path: "onward-first-" + UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: place) }
        let old = golden.appending(path: name)
        try FileManager.default.copyItem(at: old, to: place)
        let run = try TrainingRun(resuming: RunFolder(existing: place), epochs: 3)
        _ = try run.run()
        let expected = try MetricsFile(url: old.appending(path: "metrics-resumed.jsonl")).reports()
        let reports = try run.folder.reports()
        #expect(reports.count == 3 && expected.count == 3)
        for (report, other) in zip(reports, expected) {
            #expect(abs(report.loss - other.loss) <= 1e-4 * abs(other.loss))
            #expect(report.validationAccuracy == other.validationAccuracy)
        }
        let saved = try String(contentsOf: run.folder.recipe, encoding: .utf8)
        #expect(saved.hasPrefix("version: \(Version.current)\n"))
    }
}
