import Foundation
import OnwardTestSupport
import Testing

@Suite("onward tune", .serialized, .onOwnThread)
struct TuneTests {
    private func start(_ program: Program, _ arguments: String...) throws -> Started {
        let usual = ["tune", "--data", "data", "--network", "12,8", "--threads", "1"]
        return try program.start(usual + arguments)
    }

    private func objects(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return try #require(object as? [String: Any], "\(line)")
        }
    }

    @Test("A search shows its trials and names a recipe that trains")
    func searches() throws {
        let program = try Program(ToyData())
        let result = try start(program, "--trials", "4", "--budget", "12").wait()
        #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
        let folder = "runs/tune-data-mf-1/"
        #expect(result.output.contains("4 × 1, 2 × 4"))
        #expect(result.lines.last?.contains("onward train \(folder)recipe.yaml") == true)
        let lines = try objects(program.text(of: folder + "trials.jsonl"))
        #expect(lines.count == 6)
        #expect(
            lines.allSatisfy {
                Set($0.keys) == [
                    "trial", "rung", "epochs", "settings", "validation_accuracy", "best_epoch",
                    "seconds",
                ]
            })
        let training = try program.run("train", folder + "recipe.yaml", "--json")
        #expect(training.status == 0, "\(training)")
        let accuracies = try objects(training.output).compactMap {
            $0["validation_accuracy"] as? Double
        }
        let best = lines.filter { $0["rung"] as? Int == 2 }.compactMap {
            $0["validation_accuracy"] as? Double
        }
        #expect(accuracies.max() == best.max())
    }

    @Test("--json prints JSON lines and nothing else, --quiet prints nothing")
    func printsJSON() throws {
        let program = try Program(ToyData())
        let arguments = ["--trials", "3", "--budget", "6", "--search", "lr=0.001..0.1"]
        let usual = ["tune", "--data", "data", "--network", "12", "--threads", "1"] + arguments
        let lines = try objects(program.start(usual + ["--json"]).wait().output)
        #expect(lines.count == 1 + 3 + 2 + 1)
        #expect(lines[0]["search"] as? String == "lr=0.001..0.1")
        let chosen = try #require(lines[6]["chosen"] as? [String: Any])
        #expect((chosen["settings"] as? [String: Any])?.keys.sorted() == ["lr"])
        let quiet = try program.start(usual + ["--quiet"]).wait()
        #expect(quiet.status == 0 && quiet.output.isEmpty && quiet.errors.isEmpty)
    }

    @Test("A signal ends the search with status 130; resumed, it finds the same")
    func survivesInterruption() throws {
        let program = try Program(ToyData(train: 3000))
        let arguments = [
            "--trials", "4", "--budget", "16", "--search", "lr=0.001..0.1,batch-size=2|4",
        ]
        let usual = ["tune", "--data", "data", "--network", "12", "--threads", "1"] + arguments
        #expect(try program.start(usual + ["--output", "whole"]).wait().status == 0)
        let search = try program.start(usual + ["--output", "broken"])
        try search.wait { program.has("broken/trials.jsonl") }
        search.send(SIGINT)
        let result = try search.wait()
        #expect(result.status == 130 && !program.has("broken/recipe.yaml"), "\(result)")
        #expect(result.lines.last?.contains("onward tune --resume broken") == true)
        #expect(try program.run("tune", "--resume", "broken", "--quiet").status == 0)
        #expect(try program.data(of: "whole/recipe.yaml") == program.data(of: "broken/recipe.yaml"))
    }

    @Test(
        "Arguments that cannot be are refused with what was expected",
        arguments: [
            (["--data", "data", "--epochs", "3"], "--budget"),
            (["--data", "data", "--patience", "3"], "--budget"),
            (["--data", "data", "--trials", "4", "--budget", "7"], "at least 8 epochs"),
            (["--data", "data", "--search", "lr=fast"], "such that lr is a number"),
            (["--data", "data", "--validation", "0"], "--validation"),
            (["--resume", "there", "--trials", "4"], "beside --resume"),
        ])
    func refuses(arguments: [String], expected: String) throws {
        let program = try Program(ToyData())
        let result = try program.start(["tune"] + arguments).wait()
        #expect(result.status == 64 && result.errors.contains(expected), "\(result)")
        #expect(!program.has("runs"))
    }

    @Test("A folder that holds no search cannot be resumed")
    func refusesForeignFolder() throws {
        let result = try Program(ToyData()).run("tune", "--resume", "data")
        #expect(result.status == 1 && result.errors.contains("search.json"), "\(result)")
    }
}
