import Foundation
import OnwardLearning
import OnwardNetworks
import OnwardSafetensors
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardModels
@testable import OnwardRecipes
@testable import OnwardRuns

@Suite("A run that several programs train", .onOwnThread)
struct TeamTests {
    private static func begin(
        in folder: URL, _ name: String, team: (any RunTeam)? = nil,
        _ change: (inout SettingValues) -> Void = { _ in }
    ) throws -> TrainingRun {
        let recipe = try toyRecipe {
            ($0["data"], $0["network"]) = (folder.appending(path: "data").path, "12,9,8,7")
            ($0["epochs"], $0["validation"]) = ("6", "0.3")
            change(&$0)
        }
        return try TrainingRun(recipe, dataset: toyDataset(), team: team) {
            try RunFolder(creating: folder.appending(path: name))
        }
    }

    /// Runs what a team of threads makes, until so many batches of an epoch.
    private static func run(
        _ count: Int, stoppingAt place: (epoch: Int, batch: Int)? = nil,
        _ make: @escaping @Sendable (any RunTeam) throws -> TrainingRun
    ) throws -> [RunSummary?] {
        let teams = ThreadTeam.make(count)
        return try onThreads(count) { index in
            try make(teams[index]).run(goesOn: { progress in
                place.map { (progress.round, progress.batch) != ($0.epoch, $0.batch) } ?? true
            })
        }
    }

    private static func weights(_ url: URL) throws -> [[Float]] {
        try ModelFile(reading: url).network.weights.map { $0.matrix.values(as: Float.self) }
    }

    @Test("Model, metrics and summary are those of one program", arguments: [2, 3, 4])
    func equals(count: Int) throws {
        try inFolder { folder in
            try writeToyData(to: folder.appending(path: "data"))
            let alone = try Self.begin(in: folder, "alone")
            let wanted = try #require(try alone.run())
            let summaries = try Self.run(count) {
                try Self.begin(in: folder, "shared", team: $0)
            }
            let shared = RunFolder(at: folder.appending(path: "shared"))
            #expect(try Self.weights(shared.model) == Self.weights(alone.folder.model))
            for summary in summaries {
                #expect(summary?.testAccuracy == wanted.testAccuracy)
                #expect(summary?.votes == wanted.votes && summary?.bestEpoch == wanted.bestEpoch)
                #expect(summary?.blockTestAccuracy == wanted.blockTestAccuracy)
            }
            let (own, other) = (try alone.folder.reports(), try shared.reports())
            #expect(own.map(\.blockLoss) == other.map(\.blockLoss))
            #expect(own.map(\.validationAccuracy) == other.map(\.validationAccuracy))
            #expect(own.map(\.blockAccuracy) == other.map(\.blockAccuracy))
        }
    }

    @Test(
        "A run that is stopped goes on with any number of programs, to the same bits",
        arguments: [2, 4], [nil, 2, 3])
    func resumes(from first: Int, to second: Int?) throws {
        try inFolder { folder in
            try writeToyData(to: folder.appending(path: "data"))
            let alone = try Self.begin(in: folder, "alone")
            _ = try alone.run()
            let summaries = try Self.run(first, stoppingAt: (2, 1)) {
                try Self.begin(in: folder, "shared", team: $0)
            }
            #expect(summaries.allSatisfy { $0 == nil })
            let url = folder.appending(path: "shared")
            #expect(RunFolder(at: url).checkpoint.lastPathComponent.hasSuffix(".index.json"))
            if let second {
                _ = try Self.run(second) {
                    try TrainingRun(resuming: RunFolder(existing: url), team: $0)
                }
            } else {
                _ = try TrainingRun(resuming: RunFolder(existing: url)).run()
                #expect(RunFolder(at: url).checkpoint.pathExtension == "safetensors")
                #expect(!FileManager.default.fileExists(atPath: RunFolder(at: url).sets.path))
            }
            #expect(
                try Self.weights(RunFolder(at: url).model) == Self.weights(alone.folder.model))
        }
    }

    @Test("Checkpoints within an epoch change no bit, and one set stays")
    func savesWithinEpochs() throws {
        try inFolder { folder in
            try writeToyData(to: folder.appending(path: "data"))
            let alone = try Self.begin(in: folder, "alone")
            _ = try alone.run()
            _ = try Self.run(2) {
                let run = try Self.begin(in: folder, "shared", team: $0)
                run.checkpointInterval = .microseconds(1)
                return run
            }
            let shared = RunFolder(at: folder.appending(path: "shared"))
            #expect(try Self.weights(shared.model) == Self.weights(alone.folder.model))
            let sets = try FileManager.default.contentsOfDirectory(atPath: shared.sets.path)
            #expect(sets == ["6-0"])
        }
    }

    @Test("A set that is not whole is never gone on from")
    func keepsWholeSets() throws {
        try inFolder { folder in
            try writeToyData(to: folder.appending(path: "data"))
            _ = try Self.run(2, stoppingAt: (2, 1)) {
                try Self.begin(in: folder, "shared", team: $0)
            }
            let shared = RunFolder(at: folder.appending(path: "shared"))
            // What a program that was lost while it wrote leaves: files without an index of theirs.
            let torn = shared.sets.appending(path: "3-0")
            try FileManager.default.createDirectory(
                at: torn, withIntermediateDirectories: true)
            try Data("half".utf8).write(to: torn.appending(path: "blocks-0-1.safetensors"))
            #expect(try Checkpoint(reading: shared.checkpoint).progress.round == 2)
            // And a file of the set that is gone.
            try FileManager.default.removeItem(
                at: shared.sets.appending(path: "2-1/blocks-2-3.safetensors"))
            #expect(throws: SafetensorsError.self) {
                try Checkpoint(reading: shared.checkpoint)
            }
        }
    }

    @Test("Programs that were told different things are refused")
    func refusesOthers() throws {
        try inFolder { folder in
            try writeToyData(to: folder.appending(path: "data"))
            let teams = ThreadTeam.make(2)
            let errors = try onThreads(2) { index in
                do {
                    _ = try Self.begin(in: folder, "shared", team: teams[index]) {
                        $0["lr"] = index == 0 ? "0.01" : "0.02"
                    }
                    return "none"
                } catch {
                    return "\(error)"
                }
            }
            for error in errors {
                #expect(error.hasPrefix("lr must be 0.01 as for program 0, not 0.02 for program 1"))
            }
        }
    }

    @Test("Programs of another version or precision are refused")
    func refusesOtherEnvironments() throws {
        let changes: [(String, @Sendable (inout RunEnvironment) -> Void)] = [
            ("version", { $0.version = "9.9.9" }), ("precision", { $0.precision = .bfloat16 }),
        ]
        for (name, change) in changes {
            let cohorts = ThreadCohort.make(2)
            let errors = try onThreads(2) { index in
                var place = SessionPlace()
                place.cohort = cohorts[index]
                var environment = RunEnvironment(threads: 1)
                if index == 1 { change(&environment) }
                do {
                    try TrainingRun.requireSame(
                        toyRecipe(), toyDataset(), nil, environment, on: place)
                    return "none"
                } catch {
                    return "\(error)"
                }
            }
            for error in errors {
                #expect(error.hasPrefix("\(name) must be ") && error.contains("for program 1"))
            }
        }
    }
}
