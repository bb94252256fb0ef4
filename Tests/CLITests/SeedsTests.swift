import Foundation
import OnwardTestSupport
import Testing

@Suite("onward train --seeds", .serialized, .onOwnThread)
struct SeedsTests {
    private func model(_ program: Program, _ run: String) throws -> Data {
        try program.data(of: "\(run)/model.safetensors")
    }

    @Test("One command trains every seed as it would be alone, and shows one table")
    func trainsAll() throws {
        let program = try Program(ToyData())
        let result = try program.train("--epochs", "2", "--seeds", "3", "--seed", "5")
        #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
        let folder = "runs/data-mf-seeds-1"
        #expect(result.output.contains("seed 6, 2 of 3") && result.lines.last == "runs: \(folder)")
        let mean = try #require(result.lines.first { $0.hasPrefix("mean") })
        #expect(mean.matches(of: /\d ± \d/).count == 4, "\(mean)")
        for seed in 5...7 {
            let alone = try program.train(
                "--epochs", "2", "--seed", "\(seed)", "--output", "alone-\(seed)", "--quiet")
            #expect(alone.status == 0)
            #expect(
                try model(program, "\(folder)/seed-\(seed)") == model(program, "alone-\(seed)"))
            #expect(program.has("\(folder)/seed-\(seed)/report.html"))
        }
        let compared = try program.run("compare", folder, "--json")
        #expect(compared.output.contains("\"count\":3"), "\(compared)")
        let quiet = try program.train("--epochs", "1", "--seeds", "2", "--quiet")
        #expect(quiet.output.isEmpty && quiet.errors.isEmpty)
    }

    @Test("Stopped or killed, it goes on as a whole and comes to the same models")
    func resumes() throws {
        let program = try Program(ToyData())
        let usual = ["--epochs", "300", "--seeds", "3", "--threads", "1", "--quiet"]
        let whole = try program.startTraining(usual + ["--output", "whole"]).wait()
        #expect(whole.status == 0, "\(whole)")
        let stopped = try program.startTraining(usual + ["--output", "stopped"])
        try stopped.wait { program.has("stopped/seed-2/checkpoint.safetensors") }
        stopped.send(SIGINT)
        #expect(try stopped.wait().status == 130)
        let third = program.folder.appending(path: "stopped/seed-3")
        #expect(program.has("stopped/seed-1/summary.json"))
        #expect(!program.has("stopped/seed-2/summary.json"))
        // As if it had been killed before the third's first epoch ended.
        try FileManager.default.createDirectory(at: third, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: program.folder.appending(path: "stopped/seed-1/recipe.yaml"),
            to: third.appending(path: "recipe.yaml"))
        let resumed = try program.startTraining(["--resume", "stopped", "--quiet"])
        #expect(try resumed.wait().status == 64)
        let result = try program.run("train", "--resume", "stopped")
        #expect(result.status == 0, "\(result)")
        #expect(result.output.contains("seed 1, 1 of 3: has ended"), "\(result)")
        for seed in 1...3 {
            #expect(
                try model(program, "stopped/seed-\(seed)") == model(program, "whole/seed-\(seed)"))
        }
        let again = try program.run("train", "--resume", "stopped")
        #expect(again.status == 0 && again.output.contains("seed 3, 3 of 3: has ended"))
    }

    @Test("What cannot be is refused, and leaves no folder behind")
    func refuses() throws {
        let program = try Program(ToyData())
        for arguments in [
            ["--seeds", "0"], ["--seeds", "2", "--lr", "-1"],
            ["--seeds", "2", "--seed", "18446744073709551615"],
        ] {
            let result = try program.startTraining(arguments).wait()
            #expect(result.status == 64, "\(result)")
        }
        #expect(!program.has("runs"))
        try FileManager.default.createDirectory(
            at: program.folder.appending(path: "series"), withIntermediateDirectories: true)
        try Data("{}".utf8).write(to: program.folder.appending(path: "series/seeds.json"))
        let damaged = try program.run("train", "--resume", "series")
        #expect(damaged.status == 1 && damaged.errors.contains("seeds.json"), "\(damaged)")
    }
}
