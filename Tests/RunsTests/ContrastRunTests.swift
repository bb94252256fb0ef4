import Foundation
import OnwardCompute
import OnwardLearning
import OnwardNetworks
import OnwardObjectives
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardModels
@testable import OnwardRecipes
@testable import OnwardRuns

@Suite("Runs of contrast and of feedback alignment")
struct ContrastRunTests {
    private func train(
        _ folder: URL, _ name: String, stopping: Int? = nil, _ change: (inout SettingValues) -> Void
    ) throws -> TrainingRun {
        let data = folder.appending(path: "data")
        if !FileManager.default.fileExists(atPath: data.path) { try writeToyData(to: data) }
        let recipe = try toyRecipe {
            ($0["data"], $0["validation"]) = (data.path, "0.2")
            change(&$0)
        }
        let run = try TrainingRun(recipe, dataset: toyDataset()) {
            try RunFolder(creating: folder.appending(path: name))
        }
        var left = stopping ?? .max
        _ = try run.run(goesOn: { _ in
            left -= 1
            return left >= 0
        })
        return run
    }

    private func values(_ network: Network) -> [[Float]] {
        network.states.flatMap { $0.weights + $0.feedbackMatrices }.map { $0.matrix.values() }
    }

    private static let kinds: [@Sendable (inout SettingValues) -> Void] = [
        { $0["algorithm"] = "ff" },
        { ($0["algorithm"], $0["network"]) = ("intff", "(12,8),(6)") },
        { ($0["algorithm"], $0["negatives"]) = ("ff", "hard-label") },
        {
            ($0["algorithm"], $0["negatives"], $0["training-schedule"]) = (
                "ff", "hard-label", "layerwise"
            )
        },
        { ($0["algorithm"], $0["negatives"]) = ("ff", "hybrid-image") },
        {
            ($0["algorithm"], $0["pairing"], $0["contrast-loss"]) = (
                "ff", "separate", "threshold"
            )
        },
        { ($0["algorithm"], $0["reader"], $0["prediction"]) = ("ff", "all", "one-pass") },
        {
            ($0["algorithm"], $0["negatives"], $0["label-embedding"]) = (
                "ff", "hybrid-image", "none"
            )
        },
        { ($0["algorithm"], $0["augment"]) = ("ff", "shift:1") },
        { ($0["algorithm"], $0["peer-normalization"]) = ("ff", "0.03") },
        { $0["algorithm"] = "fa" },
        { $0["algorithm"] = "dfa" },
    ]

    @Test(
        "A run that is stopped and resumed ends with the same bytes as an unbroken one",
        arguments: kinds.indices, [1, 8])
    func resumes(kind: Int, batches: Int) throws {
        try inFolder { folder in
            let kind = ContrastRunTests.kinds[kind]
            let whole = try train(folder, "whole", kind)
            let first = try train(folder, "broken", stopping: batches, kind)
            let second = try TrainingRun(resuming: first.folder)
            _ = try #require(try second.run())
            #expect(values(second.network) == values(whole.network))
            #expect(
                FileManager.default.contentsEqual(
                    atPath: whole.folder.model.path, andPath: second.folder.model.path))
        }
    }

    @Test("The checkpoint of an epoch under way holds its hard labels, and none of them is true")
    func keepsHardLabels() throws {
        try inFolder { folder in
            let run = try train(folder, "run", stopping: 2) {
                ($0["algorithm"], $0["negatives"], $0["validation"]) = ("ff", "hard-label", "0")
            }
            let checkpoint = try Checkpoint(reading: run.folder.checkpoint)
            let kept = try #require(checkpoint.drawn.first)
            #expect(kept.name == TrainingSession.hardLabelsName && kept.shape == [60])
            let truth = toyDataset().train.allLabels
            #expect(zip(kept.matrix.values(as: Int32.self), truth).allSatisfy { $0 != $1 })
            #expect(checkpoint.progress.hardLabelEpoch == 0)
        }
    }

    @Test(
        "Feedback matrices are kept in model and checkpoint, and come back",
        arguments: [
            "fa", "dfa",
        ])
    func keepsFeedback(algorithm: String) throws {
        try inFolder { folder in
            let run = try train(folder, "run") { $0["algorithm"] = algorithm }
            let marked = try #require(run.network.blocks[0].feedbackMatrices.first)
            // Other than the seed would draw: it can come from the file alone.
            marked.matrix.assign([Float](repeating: 0.125, count: marked.matrix.count))
            let model = folder.appending(path: "model.safetensors")
            try ModelFile(run.network).save(to: model)
            let read = try ModelFile(reading: model).network
            #expect(values(read) == values(run.network))
            #expect(read.feedback == run.network.feedback)
            #expect(read.tensors.map(\.name) == run.network.tensors.map(\.name))
            let checkpoint = folder.appending(path: "checkpoint.safetensors")
            let other = try Checkpoint(reading: run.folder.checkpoint)
            try Checkpoint(
                network: run.network, recipe: other.recipe, progress: other.progress,
                best: nil, loss: nil, environment: other.environment,
                samples: nil, drawn: []
            ).save(to: checkpoint)
            #expect(
                try values(Checkpoint(reading: checkpoint).network) == values(run.network))
        }
    }

    @Test("What the objective keeps of each unit is in model and checkpoint, and comes back")
    func keepsMeans() throws {
        try inFolder { folder in
            let run = try train(folder, "run") {
                ($0["algorithm"], $0["peer-normalization"], $0["validation"]) = ("ff", "0.03", "0")
            }
            let name = "blocks.0.objective.mean_activity"
            let kept = try #require(run.network.weights.first { $0.name == name }).matrix
            #expect(kept.values(as: Float.self).contains { $0 > 0 })
            for file in [run.folder.model, run.folder.checkpoint] {
                let read = try ModelFile(reading: file).network.weights.first { $0.name == name }
                #expect(read?.matrix.values(as: Float.self) == kept.values(as: Float.self))
            }
        }
    }

    @Test("A model of contrast comes back with its objective and says the same")
    func keepsObjective() throws {
        try inFolder { folder in
            let run = try train(folder, "run") {
                ($0["algorithm"], $0["network"], $0["label-embedding"]) = (
                    "intff", "(12,8),(6)", "append"
                )
            }
            let read = try ModelFile(reading: run.folder.model).network
            let objective = try #require(read.objective as? GoodnessContrast)
            #expect(objective == run.network.objective as? GoodnessContrast)
            #expect(objective.goodness == .mean && objective.threshold == .number(1.5))
            let path = folder.appending(path: "again.safetensors").path
            try read.save(to: path)
            let (one, other) = (
                try read.answers(to: toyDataset().test),
                try Network.load(from: path).answers(to: toyDataset().test)
            )
            #expect(one.map(\.evidence) == other.map(\.evidence))
        }
    }

    @Test("Forward-Forward is Integrated Forward-Forward with one layer to a block")
    func agree() throws {
        func common(_ recipe: inout SettingValues) {
            (recipe["network"], recipe["validation"], recipe["block-size"]) = ("12,8,6", "0", "1")
        }
        try inFolder { folder in
            let forward = try train(folder, "ff") {
                common(&$0)
                ($0["algorithm"], $0["goodness"], $0["threshold"]) = ("ff", "mean", "1.5")
                ($0["normalization"], $0["evidence-blocks"]) = ("l2", "all")
                $0["settings"] = "paper"
            }
            let integrated = try train(folder, "intff") {
                common(&$0)
                ($0["algorithm"], $0["settings"]) = ("intff", "paper")
            }
            #expect(values(forward.network) == values(integrated.network))
            let samples = toyDataset().test
            #expect(
                try forward.network.answers(to: samples).map(\.evidence)
                    == integrated.network.answers(to: samples).map(\.evidence))
            let grouped = try train(folder, "grouped") {
                common(&$0)
                ($0["algorithm"], $0["block-size"]) = ("intff", "2")
            }
            #expect(grouped.network.blocks.count == 2)
            #expect(values(grouped.network) != values(integrated.network))
        }
    }

    @Test("Feedback alignment has the network of backpropagation, and learns otherwise")
    func sharesNetwork() throws {
        try inFolder { folder in
            var trained: [[[Float]]] = []
            for algorithm in ["bp", "fa", "dfa"] {
                let untrained = try train(folder, algorithm + "0", stopping: 0) {
                    $0["algorithm"] = algorithm
                }
                #expect(untrained.network.blocks.count == 1)
                let run = try train(folder, algorithm) { $0["algorithm"] = algorithm }
                trained.append(run.network.weights.map { $0.matrix.values() })
                #expect(run.network.parameterCount == untrained.network.parameterCount)
            }
            #expect(trained[0] != trained[1] && trained[1] != trained[2])
        }
    }

    @Test("Direct feedback for an objective without a head is refused")
    func refusesDirect() throws {
        let recipe = try toyRecipe { ($0["algorithm"], $0["feedback"]) = ("ff", "direct") }
        let error = #expect(throws: SettingsError.self) {
            try recipe.makeNetwork(for: toyDataset())
        }
        #expect(error?.description.contains("feedback") == true)
    }
}
