import Foundation
import OnwardCompute
import OnwardLearning
import OnwardOptimizers
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardModels
@testable import OnwardRecipes
@testable import OnwardRuns

@Suite("A training run")
struct TrainingRunTests {
    private func begin(
        in folder: URL, _ name: String = "run", _ change: (inout SettingValues) -> Void = { _ in }
    ) throws -> TrainingRun {
        let data = folder.appending(path: "data")
        if !FileManager.default.fileExists(atPath: data.path) { try writeToyData(to: data) }
        let recipe = try toyRecipe {
            $0["data"] = data.path
            change(&$0)
        }
        return try TrainingRun(recipe, dataset: toyDataset()) {
            try RunFolder(creating: folder.appending(path: name))
        }
    }

    private func metrics(_ run: TrainingRun) throws -> [EpochReport] {
        try String(contentsOf: run.folder.metrics, encoding: .utf8).split(separator: "\n").map {
            try JSONFields.decode(EpochReport.self, from: String($0))
        }
    }

    /// What does not depend on the clock.
    private func results(_ reports: [EpochReport]) -> [[Double?]] {
        reports.map {
            [Double($0.epoch), Double($0.step), Double($0.samples), $0.learningRate]
                + $0.blockLoss + $0.blockAccuracy + [$0.validationAccuracy]
                + ($0.votes ?? []) + ($0.blockValidationLoss ?? [])
        }
    }

    @Test("The model that is kept is the best on validation data")
    func keepsBest() throws {
        try inFolder { folder in
            // Too long a step: accuracy goes up and down.
            let run = try begin(in: folder) {
                ($0["lr"], $0["validation"], $0["epochs"], $0["optimizer"]) = (
                    "0.8", "0.3", "8", "sgd"
                )
            }
            var weights: [[[Float]]] = []
            let summary = try #require(
                try run.run(onEpoch: { _ in
                    weights.append(run.network.weights.map { $0.matrix.values(as: Float.self) })
                }))
            let reports = try metrics(run)
            let accuracies = reports.compactMap(\.validationAccuracy)
            let ofBest = reports.indices.filter { accuracies[$0] == accuracies.max() }
            let best = try #require(
                ofBest.min { (reports[$0].validationLoss ?? 0) < (reports[$1].validationLoss ?? 0) }
            )
            try #require(best != 7, "the last epoch is the best: the test cannot fail")
            let kept = try ModelFile(reading: run.folder.model)
            #expect(kept.network.weights.map { $0.matrix.values(as: Float.self) } == weights[best])
            #expect(kept.record?.epochs == best + 1 && summary.bestEpoch == best + 1)
            #expect(kept.record?.validationAccuracy == accuracies[best])
            let votes = try metrics(run).map(\.votes)
            try #require(votes[best] != votes[7] && votes[best] != nil)
            #expect(kept.network.voteWeights == votes[best] && summary.votes == votes[best])
            #expect(run.network.voteWeights == votes[best])
            let evaluation = try kept.network.evaluate(on: toyDataset().test)
            #expect(summary.testAccuracy == evaluation.accuracy)
            #expect(summary.blockTestAccuracy == evaluation.blockAccuracy)
        }
    }

    @Test("Without validation data the last model is kept")
    func keepsLast() throws {
        try inFolder { folder in
            let run = try begin(in: folder) { $0["validation"] = "0" }
            let summary = try #require(try run.run())
            let kept = try ModelFile(reading: run.folder.model)
            #expect(kept.record?.epochs == 4 && summary.bestEpoch == nil)
            #expect(
                kept.network.weights.map { $0.matrix.values(as: Float.self) }
                    == run.network.weights.map { $0.matrix.values(as: Float.self) })
            #expect(try metrics(run).allSatisfy { $0.validationAccuracy == nil })
        }
    }

    @Test("Patience ends a training that no longer gets better, also when resumed")
    func losesPatience() throws {
        try inFolder { folder in
            let run = try begin(in: folder) {
                // Hardly moves, so the first epoch stays the best.
                ($0["lr"], $0["patience"], $0["epochs"], $0["validation"]) = (
                    "1e-9", "2", "50", "0.3"
                )
            }
            let summary = try #require(try run.run())
            #expect(summary.epochs == 3 && run.best?.accurateSince == 1)
            #expect(summary.endedByPatience == true)
            let again = try TrainingRun(resuming: run.folder)
            #expect(try again.run()?.epochs == 3)
        }
    }

    @Test("No epochs write the first weights and all files")
    func runsForNoEpochs() throws {
        try inFolder { folder in
            let run = try begin(in: folder) { $0["epochs"] = "0" }
            let summary = try #require(try run.run())
            #expect(summary.epochs == 0)
            for file in [
                run.folder.recipe, run.folder.model, run.folder.checkpoint,
                run.folder.summary,
            ] {
                #expect(FileManager.default.fileExists(atPath: file.path), "\(file)")
            }
            let more = try TrainingRun(resuming: run.folder, epochs: 2)
            #expect(try more.run()?.epochs == 2)
            let whole = try begin(in: folder, "whole") { $0["epochs"] = "2" }
            _ = try whole.run()
            #expect(try results(metrics(more)) == results(metrics(whole)))
        }
    }

    private static let kinds: [@Sendable (inout SettingValues) -> Void] = [
        { $0["validation"] = "0.2" },
        { $0["validation"] = "0" },
        { ($0["algorithm"], $0["dropout"], $0["schedule"]) = ("bp", "0.2", "cosine") },
        { ($0["training-schedule"], $0["validation"]) = ("layerwise", "0") },
        { ($0["training-schedule"], $0["threads"], $0["dropout"]) = ("pipelined", "2", "0.2") },
        { ($0["training-schedule"], $0["augment"]) = ("layerwise", "shift:2,shift:1") },
        {
            ($0["training-schedule"], $0["steps-per-block"], $0["rounds"]) = ("layerwise", "3", "4")
        },
        { ($0["precision"], $0["dropout"]) = ("bfloat16-emulated", "0.2") },
    ]

    @Test(
        "A run that is stopped and resumed ends with the same bytes as an unbroken one",
        arguments: kinds.indices, [1, 6, 7, 13])
    func resumes(kind: Int, batches: Int) throws {
        try inFolder { folder in
            let whole = try begin(in: folder, "whole", TrainingRunTests.kinds[kind])
            _ = try #require(try whole.run())
            let first = try begin(in: folder, "broken", TrainingRunTests.kinds[kind])
            var left = batches
            let summary = try first.run(goesOn: { _ in
                left -= 1
                return left >= 0
            })
            try #require(summary == nil)
            let second = try TrainingRun(resuming: first.folder)
            #expect(second.changedEnvironment.isEmpty)
            _ = try #require(try second.run())
            #expect(try results(metrics(second)) == results(metrics(whole)))
            #expect(
                FileManager.default.contentsEqual(
                    atPath: whole.folder.model.path, andPath: second.folder.model.path))
        }
    }

    @Test("Resuming a run that has ended changes no byte of its model", arguments: [0, 0.2])
    func resumesEnded(validation: Double) throws {
        try inFolder { folder in
            let run = try begin(in: folder) { $0["validation"] = "\(validation)" }
            _ = try run.run()
            let model = try Data(contentsOf: run.folder.model)
            _ = try TrainingRun(resuming: run.folder).run()
            #expect(try Data(contentsOf: run.folder.model) == model)
        }
    }

    @Test("A line of metrics that the checkpoint does not know of is written anew")
    func dropsUnknownMetrics() throws {
        try inFolder { folder in
            let run = try begin(in: folder)
            var left = 15
            _ = try run.run(goesOn: { _ in
                left -= 1
                return left >= 0
            })
            let lines = try metrics(run)
            try MetricsFile(url: run.folder.metrics).append(lines[1])
            let resumed = try TrainingRun(resuming: run.folder)
            _ = try resumed.run()
            #expect(try metrics(resumed).map(\.epoch) == [1, 2, 3, 4])
        }
    }

    @Test("A run can be prolonged, but not cut short, and not once its blocks are frozen")
    func prolongs() throws {
        try inFolder { folder in
            let run = try begin(in: folder) {
                ($0["validation"], $0["schedule"]) = ("0", "constant")
            }
            _ = try run.run()
            #expect(throws: SettingsError.self) {
                try TrainingRun(resuming: run.folder, epochs: 3)
            }
            _ = try TrainingRun(resuming: run.folder, epochs: 6).run()
            let whole = try begin(in: folder, "whole") {
                ($0["validation"], $0["epochs"], $0["schedule"]) = ("0", "6", "constant")
            }
            _ = try whole.run()
            #expect(
                FileManager.default.contentsEqual(
                    atPath: whole.folder.model.path, andPath: run.folder.model.path))
            let layerwise = try begin(in: folder, "layerwise") {
                $0["training-schedule"] = "layerwise"
            }
            _ = try layerwise.run(goesOn: { $0.round == 0 })
            #expect(throws: SettingsError.self) {
                try TrainingRun(resuming: layerwise.folder, epochs: 6)
            }
        }
    }

    @Test("A schedule left open is settled in the recipe that is saved")
    func settlesSchedule() throws {
        try inFolder { folder in
            let run = try begin(in: folder)
            #expect(run.recipe.trainer.schedule is Simultaneous && !run.recipe.leavesScheduleOpen)
            #expect(run.scheduleChoice?.candidates.isEmpty == true)
            #expect(
                try Recipe(file: run.folder.recipe).values["training-schedule"] == "simultaneous")
            let told = try begin(in: folder, "told") {
                ($0["training-schedule"], $0["stages"], $0["threads"]) = ("pipelined", "2", "4")
            }
            #expect(told.scheduleChoice == nil && "\(told.schedule)" == "pipelined in 2 stages")
            _ = try told.run(goesOn: { $0.round == 0 })
            #expect("\(try TrainingRun(resuming: told.folder).schedule)" == "\(told.schedule)")
        }
    }

    @Test("A run that goes on in another precision says so")
    func warnsOfPrecision() throws {
        try inFolder { folder in
            let run = try begin(in: folder) { $0["precision"] = "bfloat16-emulated" }
            _ = try run.run(goesOn: { $0.round == 0 })
            #expect(try TrainingRun(resuming: run.folder).changedEnvironment.isEmpty)
            let resumed = try TrainingRun(resuming: run.folder, changes: ["precision": "float32"])
            #expect(
                resumed.changedEnvironment == ["precision: float32, was bfloat16-emulated"])
            let summary = try #require(try resumed.run())
            #expect(summary.precision == .float32 && resumed.recipe.trainer.precision == .float32)
        }
    }

    @Test("A precision that this processor lacks is refused, and the faster one is chosen for auto")
    func choosesPrecision() throws {
        func resolved(_ precision: String?) throws -> String? {
            var recipe = SettingValues()
            recipe["precision"] = precision
            let resolved = try Recipe(recipe)
            try resolved.validate()
            return resolved.values["precision"]
        }
        #expect(try resolved(nil) == "float32")
        #expect(try resolved("bfloat16-emulated") == "bfloat16-emulated")
        #expect(try resolved("auto") == Precision.automatic.rawValue)
        if Precision.hasNativeBFloat16 {
            #expect(try resolved("bfloat16") == "bfloat16")
        } else {
            let error = #expect(throws: SettingsError.self) { try resolved("bfloat16") }
            #expect(error?.description.contains("without instructions for bfloat16") == true)
        }
    }

    @Test("A recipe that cannot run leaves no folder behind")
    func leavesNothingBehind() throws {
        try inFolder { folder in
            #expect(throws: (any Error).self) { try begin(in: folder) { $0["batch-size"] = "0" } }
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "run").path))
        }
    }
}
