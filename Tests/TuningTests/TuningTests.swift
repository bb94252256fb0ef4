import Foundation
import OnwardCompute
import OnwardData
import OnwardModels
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardRecipes
@testable import OnwardRuns
@testable import OnwardTuning

@Suite("A search")
struct TuningTests {
    private let digits = SyntheticDigits.load(trainCount: 200, testCount: 40)

    private func recipe(_ change: (inout SettingValues) -> Void = { _ in }) throws -> Recipe {
        var recipe = SettingValues()
        recipe["data"] = SyntheticDigits.name
        recipe["network"] = "16"
        recipe["threads"] = "1"
        recipe["validation"] = "0.3"
        recipe["training-schedule"] = "simultaneous"
        change(&recipe)
        return try Recipe(recipe)
    }

    /// A new search of six trials in the rungs 6 × 1, 3 × 3 and 2 × 4.
    private func begin(
        in folder: URL, _ search: String? = "lr=1e-4..1e-1,batch-size=10|20|40",
        _ dataset: Dataset? = nil, _ change: (inout SettingValues) -> Void = { _ in }
    ) throws -> Tuning {
        let dataset = dataset ?? digits
        let plan = try TuningPlan(
            recipe(change), dataset: dataset, space: search.map { try SearchSpace($0) }, trials: 6,
            budget: 24)
        return try Tuning(plan, dataset: dataset) { try RunFolder(creating: folder) }
    }

    private func text(_ error: (any Error)?) -> String { error.map { "\($0)" } ?? "" }

    private func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "onward-tuning-" + UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    /// What does not depend on the clock.
    private func outcome(_ results: [TrialResult]) -> [String] {
        results.map { result in
            let settings = result.settings.map { "\($0)=\($1)" }.sorted()
            return "\(result.rung) \(result.trial) \(result.epochs) \(settings) "
                + "\(result.validationAccuracy ?? -1) \(result.bestEpoch ?? -1)"
        }
    }

    private func lines(_ folder: URL) throws -> [TrialResult] {
        try String(contentsOf: folder.appending(path: "trials.jsonl"), encoding: .utf8)
            .split(separator: "\n").map {
                try JSONDecoder().decode(TrialResult.self, from: Data($0.utf8))
            }
    }

    @Test("The better half goes on for longer, and the best of the last rung is chosen")
    func halves() throws {
        try inFolder { folder in
            let tuning = try begin(in: folder)
            let best = try #require(try tuning.run())
            let rungs = (1...3).map { rung in tuning.results.filter { $0.rung == rung } }
            #expect(rungs.map(\.count) == [6, 3, 2])
            #expect(rungs.map { Set($0.map(\.epochs)) } == [[1], [3], [4]])
            #expect(rungs.flatMap { $0 }.count == tuning.results.count)
            for (rung, next) in zip(rungs, rungs.dropFirst()) {
                let kept = Set(next.map(\.trial))
                let worst = rung.filter { kept.contains($0.trial) }.compactMap(\.validationAccuracy)
                    .min()
                let left = rung.filter { !kept.contains($0.trial) }.compactMap(\.validationAccuracy)
                    .max()
                let (lowestKept, highestLeft) = (try #require(worst), try #require(left))
                #expect(lowestKept >= highestLeft)
            }
            let accuracies = rungs[0].compactMap(\.validationAccuracy)
            try #require(Set(accuracies).count > 2, "all trials are alike: the test cannot fail")
            #expect(best.validationAccuracy == rungs[2].compactMap(\.validationAccuracy).max())
            #expect(try outcome(lines(folder)) == outcome(tuning.results))
        }
    }

    @Test("The chosen recipe trains to the accuracy on held out samples that it was chosen by")
    func writesRecipe() throws {
        try inFolder { folder in
            let tuning = try begin(in: folder) { $0["patience"] = "1" }
            let best = try #require(try tuning.run())
            let text = try String(contentsOf: tuning.recipeFile, encoding: .utf8)
            #expect(text.hasPrefix("# Chosen by a search: trial \(best.trial) of 6"))
            let recipe = try Recipe(file: tuning.recipeFile)
            #expect(recipe.run.epochs == 4 && recipe.run.patience == nil)
            #expect(tuning.plan.space.settings(of: recipe) == best.settings)
            let run = try TrainingRun(recipe, dataset: digits) {
                try RunFolder(creating: folder.appending(path: "run"))
            }
            _ = try run.run()
            let record = try ModelFile(reading: run.folder.model).record
            #expect(record?.validationAccuracy == best.validationAccuracy)
            #expect(record?.epochs == best.bestEpoch)
        }
    }

    @Test(
        "A search that is stopped and resumed ends like an unbroken one", arguments: [0, 3, 40, 97])
    func resumes(batches: Int) throws {
        try inFolder { folder in
            let whole = try begin(in: folder.appending(path: "whole"))
            let best = try #require(try whole.run())
            let broken = folder.appending(path: "broken")
            do {
                var left = batches
                let first = try begin(in: broken)
                let stopped = try first.run(goesOn: { _ in
                    left -= 1
                    return left >= 0
                })
                try #require(stopped == nil)
                #expect(throws: FileError.self, "it is still being written to") {
                    try Tuning(resuming: broken, dataset: digits)
                }
            }
            var trained = 0
            let second = try Tuning(resuming: broken, dataset: digits)
            let before = second.results.count
            #expect(before < 11 && second.changedEnvironment.isEmpty)
            #expect(try second.run(onTrial: { _ in trained += 1 })?.trial == best.trial)
            #expect(trained == 11 - before)
            #expect(try outcome(lines(broken)) == outcome(whole.results))
            #expect(
                FileManager.default.contentsEqual(
                    atPath: whole.recipeFile.path, andPath: second.recipeFile.path))
        }
    }

    @Test("Results that are not this search's are refused")
    func refusesForeignResults() throws {
        try inFolder { folder in
            do { _ = try begin(in: folder).run() }
            let file = folder.appending(path: "trials.jsonl")
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            try (lines.dropFirst().joined(separator: "\n") + "\n").write(
                to: file, atomically: true, encoding: .utf8)
            let tuning = try Tuning(resuming: folder, dataset: digits)
            let error = #expect(throws: FileError.self) { try tuning.run() }
            #expect(text(error).contains("expected trial 1 of rung 1"))
        }
    }

    @Test("Samples to test with have no say, and need not be there")
    func readsNoTest() throws {
        try inFolder { folder in
            // Where anything were judged on these, it would be wrong.
            let other = Dataset(
                name: digits.name, classes: digits.classes, train: digits.train,
                test: digits.test.selecting([]))
            let usual = try begin(in: folder.appending(path: "usual"))
            let without = try begin(
                in: folder.appending(path: "without"), "lr=1e-4..1e-1,batch-size=10|20|40", other)
            _ = try usual.run()
            _ = try without.run()
            #expect(outcome(usual.results) == outcome(without.results))
        }
    }

    @Test("A trial whose loss is no longer finite ranks last")
    func survivesDivergence() throws {
        try inFolder { folder in
            let tuning = try begin(in: folder, "lr=0.01|1e38") { $0["optimizer"] = "sgd" }
            let best = try #require(try tuning.run())
            let diverged = tuning.results.filter { $0.validationAccuracy == nil }
            try #require(!diverged.isEmpty, "none diverged: the test cannot fail")
            #expect(diverged.allSatisfy { $0.settings["lr"] == .number(1e38) && $0.rung == 1 })
            #expect(best.settings["lr"] != .number(1e38))
            let text = try String(
                contentsOf: folder.appending(path: "trials.jsonl"), encoding: .utf8)
            #expect(text.contains("\"validation_accuracy\":null"))
        }
        try inFolder { folder in
            let tuning = try begin(in: folder, "lr=1e38") {
                ($0["optimizer"], $0["lr"]) = ("sgd", "1e38")
            }
            #expect(throws: TuningError.self) { try tuning.run() }
        }
    }

    @Test(
        "A threshold is searched for where goodness is held against one",
        arguments: ["ff", "intff"])
    func searchesThreshold(algorithm: String) throws {
        try inFolder { folder in
            let tuning = try begin(in: folder, nil) {
                ($0["algorithm"], $0["contrast-loss"]) = (algorithm, "threshold")
            }
            let best = try #require(try tuning.run())
            let first = try #require(tuning.results.first?.settings["threshold"])
            #expect(first == (algorithm == "ff" ? .name("width") : .number(1.5)))
            #expect(Set(tuning.results.map { $0.settings["threshold"] }).count > 1)
            #expect(best.settings.count == 5)
        }
    }

    private struct Refusal: Sendable {
        let search: String
        let expected: String
        let change: @Sendable (inout SettingValues) -> Void

        init(
            _ search: String, _ expected: String,
            _ change: @escaping @Sendable (inout SettingValues) -> Void
        ) {
            (self.search, self.expected, self.change) = (search, expected, change)
        }
    }

    private static let refusals = [
        Refusal("lr=0.1", "validation must be a share") { $0["validation"] = "0" },
        Refusal("lr=0.1", "validation must be a share") { $0["validation"] = "0.001" },
        Refusal("threshold=1", "makes use of") { _ in },
        Refusal("batch-size=10|15", "divides") {
            ($0["accumulate"], $0["batch-size"]) = ("2", "10")
        },
        Refusal("lr=0.1", "steps-per-block") {
            ($0["training-schedule"], $0["steps-per-block"], $0["rounds"]) = ("layerwise", "2", "2")
        },
        Refusal("lr=0.1", "reader") {
            ($0["algorithm"], $0["label-embedding"], $0["negatives"]) = (
                "ff", "none", "hybrid-image"
            )
        },
    ]

    @Test(
        "What cannot be searched is refused before anything is trained", arguments: refusals.indices
    )
    func refuses(number: Int) throws {
        let refusal = TuningTests.refusals[number]
        try inFolder { folder in
            let error = #expect(throws: (any Error).self) {
                try begin(in: folder, refusal.search, digits, refusal.change)
            }
            #expect(text(error).contains(refusal.expected), "\(text(error))")
            #expect(!FileManager.default.fileExists(atPath: folder.path))
        }
    }
}
