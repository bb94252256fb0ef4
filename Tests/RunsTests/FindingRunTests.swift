import Foundation
import OnwardLearning
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardRecipes
@testable import OnwardRuns

@Suite("What runs say of themselves")
struct FindingRunTests {
    /// A run that stands still: what there is to say comes after the second of four epochs.
    private func begin(_ folder: URL, _ name: String) throws -> TrainingRun {
        let data = folder.appending(path: "data")
        if !FileManager.default.fileExists(atPath: data.path) { try writeToyData(to: data) }
        let recipe = try toyRecipe {
            ($0["data"], $0["validation"], $0["algorithm"]) = (data.path, "0.2", "ff")
            ($0["lr"], $0["batch-size"]) = ("1e-9", "1")
        }
        return try TrainingRun(recipe, dataset: toyDataset()) {
            try RunFolder(creating: folder.appending(path: name))
        }
    }

    @Test(
        "A resumed run says what an unbroken one does, and nothing twice",
        arguments: [10, 48, 70, 96, 100, 150])
    func resumes(batches: Int) throws {
        try inFolder { folder in
            let whole = try begin(folder, "whole")
            _ = try #require(try whole.run())
            let first = try begin(folder, "broken")
            var left = batches
            let stopped = try first.run(goesOn: { _ in
                left -= 1
                return left >= 0
            })
            #expect(stopped == nil)
            _ = try #require(try TrainingRun(resuming: first.folder).run())
            let (wanted, got) = (try whole.folder.reports(), try first.folder.reports())
            #expect(wanted.map { $0.findings?.count }.prefix(3) == [nil, 1, nil])
            let said = wanted.flatMap { $0.findings ?? [] }.map { "\($0.kind) \($0.block ?? 0)" }
            #expect(Set(said).count == said.count)
            #expect(got.map(\.findings) == wanted.map(\.findings))
            #expect(got.map(\.pairAccuracy) == wanted.map(\.pairAccuracy))
        }
    }

    @Test("A finding is a line's own object, with a null where it is about the network")
    func writesFinding() throws {
        let text = #"{"block":null,"kind":"guessed-classes","text":"Try `lr`."}"#
        let finding = try JSONDecoder().decode(Finding.self, from: Data(text.utf8))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(String(decoding: try encoder.encode(finding), as: UTF8.self) == text)
    }

    @Test("Every sentence says what to try by the keys of settings that there are")
    func namesSettings() throws {
        func signs(
            pairs: Double = 1, dead: Double = 0, effect: Double = 1, accuracy: Double = 1,
            above: Double = 1
        ) -> EpochSigns {
            EpochSigns(
                blocks: (0..<2).map { _ in
                    .init(isJudged: true, isSettled: true, pairAccuracy: pairs, deadUnits: dead)
                }, labelEffect: effect,
                validation: .init(
                    samples: 1000, accuracy: accuracy, blockAccuracy: [1, above],
                    largestShare: 0.5))
        }
        let findings = [
            signs(effect: 0), signs(dead: 1), signs(pairs: 0), signs(accuracy: 0.5),
            signs(above: 0.5),
        ].compactMap(\.finding)
        #expect(findings.map(\.kind) == Finding.Kind.allCases)
        let sheet = RecipeSheet()
        for finding in findings {
            let keys = finding.text.matches(of: /`([a-z-]+)`/).map { String($0.1) }
            #expect(keys.count > 1 && keys.allSatisfy { sheet[$0] != nil }, "\(finding.text)")
            #expect(!finding.text.contains("\n") && finding.text.contains(": try "))
        }
    }
}
