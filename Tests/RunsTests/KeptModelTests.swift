import Foundation
import OnwardCompute
import OnwardInference
import OnwardLearning
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardModels
@testable import OnwardRecipes
@testable import OnwardRuns

/// Epochs that are over much sooner than a second.
@Suite("What a run of small epochs writes, and when", .onOwnThread)
struct KeptModelTests {
    private func begin(
        in folder: URL, _ name: String, _ change: (inout SettingValues) -> Void = { _ in }
    ) throws -> TrainingRun {
        let data = folder.appending(path: "data")
        if !FileManager.default.fileExists(atPath: data.path) { try writeToyData(to: data) }
        let recipe = try toyRecipe {
            ($0["data"], $0["validation"], $0["epochs"]) = (data.path, "0.3", "30")
            change(&$0)
        }
        return try TrainingRun(recipe, dataset: toyDataset()) {
            try RunFolder(creating: folder.appending(path: name))
        }
    }

    @Test("Every epoch's line is there at once, and the file is not written anew for it")
    func appends() throws {
        try inFolder { folder in
            let run = try begin(in: folder, "run")
            var (lines, files) = ([Int](), Set<Int>())
            _ = try run.run(onEpoch: { _ in
                lines.append((try? run.folder.reports().count) ?? -1)
                let file = try? FileManager.default.attributesOfItem(
                    atPath: run.folder.metrics.path)
                files.insert(file?[.systemFileNumber] as? Int ?? -1)
            })
            #expect(lines == Array(1...30) && files.count == 1)
        }
    }

    @Test("A run that is killed between two checkpoints ends with the bytes of an unbroken one")
    func survivesKill() throws {
        try inFolder { folder in
            let whole = try begin(in: folder, "whole")
            let copy = folder.appending(path: "copy")
            var behind = 0
            _ = try whole.run(onEpoch: { report in
                guard report.epoch == 20 else { return }
                // What a kill leaves: files as they are now, and a line that was not finished.
                try? FileManager.default.copyItem(at: whole.folder.url, to: copy)
                behind =
                    20 - ((try? Checkpoint(reading: whole.folder.checkpoint))?.progress.round ?? 20)
            })
            try #require(behind > 0, "a checkpoint at every epoch: the test cannot fail")
            let metrics = copy.appending(path: "metrics.jsonl")
            try Data(contentsOf: metrics).dropLast(9).write(to: metrics)
            let resumed = try TrainingRun(resuming: RunFolder(existing: copy))
            _ = try #require(try resumed.run())
            for file in ["model.safetensors"] {
                #expect(
                    FileManager.default.contentsEqual(
                        atPath: whole.folder.url.appending(path: file).path,
                        andPath: copy.appending(path: file).path), "\(file)")
            }
            let (wanted, got) = (try whole.folder.reports(), try resumed.folder.reports())
            #expect(got.map(\.epoch) == Array(1...30))
            #expect(got.map(\.validationLoss) == wanted.map(\.validationLoss))
            #expect(resumed.best == whole.best)
            let last = try Checkpoint(reading: copy.appending(path: "checkpoint.safetensors"))
            #expect(last.progress.round == 30)
        }
    }

    @Test("The model's file is that of the epoch that is kept, whose numbers the metrics hold")
    func keepsBest() throws {
        try inFolder { folder in
            let run = try begin(in: folder, "run") { $0["votes"] = "rule" }
            let summary = try #require(try run.run())
            let best = try #require(run.best)
            let report = try run.folder.reports()[best.epoch - 1]
            let model = try ModelFile(reading: run.folder.model)
            let validation = try run.recipe.learningSamples(of: run.dataset).validation
            let evaluation = try model.network.evaluate(on: validation, threads: 1)
            #expect(report.validationAccuracy == evaluation.accuracy)
            #expect(report.validationLoss == evaluation.loss && evaluation.loss != nil)
            #expect(report.blockValidationAccuracy == evaluation.blockAccuracy)
            #expect(model.record?.epochs == best.epoch && summary.bestEpoch == best.epoch)
            #expect(summary.validationLoss == best.loss && summary.endedByPatience == false)
        }
    }

    @Test(
        "A training whose very last step leaves nonsense is an error, and keeps the last good model"
    )
    func endsInNonsense() throws {
        try inFolder { folder in
            // The decay multiplies every weight by −9 a step, one of which is an epoch.
            for epochs in 2...40 {
                let run = try begin(in: folder, "\(epochs)") {
                    ($0["optimizer"], $0["lr"], $0["weight-decay"]) = ("sgd", "0.1", "100")
                    ($0["batch-size"], $0["validation"], $0["schedule"]) = ("60", "0", "constant")
                    $0["epochs"] = "\(epochs)"
                }
                do {
                    _ = try run.run()
                } catch let error as TrainingError {
                    #expect("\(error)".contains("answers of the network"), "\(error)")
                    let model = try ModelFile(reading: run.folder.model)
                    #expect((1..<epochs).contains(model.record?.epochs ?? 0))
                    let evaluation = try model.network.evaluate(on: run.dataset.test, threads: 1)
                    #expect(evaluation.unanswered.isEmpty)
                    #expect(try run.folder.reports().count == epochs - 1)
                    return
                }
            }
            Issue.record("none of them ends in nonsense: the test cannot fail")
        }
    }

    @Test("Goodness is given a temperature by validation samples, and keeps it in the model's file")
    func fitsTemperature() throws {
        try inFolder { folder in
            let run = try begin(in: folder, "ff") {
                ($0["algorithm"], $0["epochs"], $0["network"]) = ("ff", "2", "8,8")
            }
            let summary = try #require(try run.run())
            let model = try ModelFile(reading: run.folder.model)
            #expect(Set(try #require(model.network.temperatures).keys) == ["sum", "last-block"])
            #expect(model.record?.epochs == run.best?.epoch)
            let figures = try #require(
                try model.network.examine(on: run.dataset.test, threads: 1).figures)
            #expect(figures.temperature == model.network.temperatures?["sum"])
            #expect(figures.loss == summary.testLoss && figures.loss != nil)
            let bytes = try Data(contentsOf: run.folder.model)
            _ = try TrainingRun(resuming: run.folder).run()
            #expect(try Data(contentsOf: run.folder.model) == bytes)
            try model.network.damage(0, .zero, share: 0.5, seed: 1)
            let damaged = try model.network.examine(on: run.dataset.test, threads: 1).figures
            #expect(damaged?.loss == nil && damaged?.area != nil)
            let trained = try begin(in: folder, "mf")
            #expect(try trained.run()?.testLoss != nil && trained.network.temperatures == nil)
        }
    }

    @Test("Patience that has ended a run, a rate that jumps and an empty part are said")
    func notes() throws {
        try inFolder { folder in
            let run = try begin(in: folder, "run") { ($0["lr"], $0["patience"]) = ("1e-9", "2") }
            #expect(run.notes.isEmpty)
            _ = try run.run()
            let again = try TrainingRun(resuming: run.folder, epochs: 60)
            #expect(again.notes.count == 1 && again.notes[0].hasPrefix("`patience` 2 has ended"))
            #expect(try again.run()?.epochs == 3)
            let further = try TrainingRun(
                resuming: run.folder, epochs: 60, changes: ["patience": "none"])
            #expect(further.notes.isEmpty)
            _ = try further.run(goesOn: { $0.round < 25 })
            // Past half of 30 epochs the rate has begun to fall; of 60 it has not.
            let longer = try TrainingRun(resuming: run.folder, epochs: 30)
            #expect(longer.notes.count == 1 && longer.notes[0].contains("goes on at"))
            let few = try begin(in: folder, "few") { $0["validation"] = "0.001" }
            #expect(few.notes.count == 1 && few.notes[0].contains("holds out none"))
        }
    }

    @Test("Patience is refused where there is nothing to validate with")
    func refusesPatience() throws {
        try inFolder { folder in
            for change: (String, String) in [("validation", "0"), ("label-embedding", "none")] {
                let error = #expect(throws: SettingsError.self) {
                    try begin(in: folder, "run") {
                        ($0["patience"], $0[change.0]) = ("2", change.1)
                        if change.1 == "none" {
                            ($0["algorithm"], $0["negatives"]) = ("ff", "perturbation")
                        }
                    }
                }
                #expect(error?.setting == "patience")
            }
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "run").path))
        }
    }
}
