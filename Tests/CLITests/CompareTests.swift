import Foundation
import OnwardTestSupport
import Testing

@Suite("onward runs and compare", .serialized, .onOwnThread)
struct CompareTests {
    private func object(_ text: String) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text)")
    }

    /// Two algorithms with seeds 1 and 2, and one of them with seed 3, too.
    private func program() throws -> Program {
        let program = try Program(ToyData())
        for (algorithm, seed) in [("mf", 1), ("mf", 2), ("mf", 3), ("bp", 1), ("bp", 2)] {
            let result = try program.train(
                "--algorithm", algorithm, "--seed", "\(seed)", "--epochs", "3", "--quiet",
                "--validation", "0.3", "--batch-size", "8", "--output",
                "my runs/\(algorithm)-\(seed)")
            try #require(result.status == 0, "\(result)")
        }
        return program
    }

    private func summary(_ program: Program, _ run: String) throws -> [String: Any] {
        try object(program.text(of: "my runs/\(run)/summary.json"))
    }

    @Test("Runs that differ by the seed are one row, ranked by validation; differences are paired")
    func compares() throws {
        let program = try program()
        let result = try program.run("compare", "my runs", "--json")
        let line = try object(result.output)
        #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
        #expect(line["settings"] as? [String] == ["algorithm", "block-size"])
        let groups = try #require(line["groups"] as? [[String: Any]])
        #expect(groups.count == 2 && groups.map { $0["rank"] as? Int }.contains(1))
        var means: [Double] = []
        var names: [[String]] = []
        for group in groups {
            let runs = try #require(group["runs"] as? [[String: Any]]).compactMap {
                $0["run"] as? String
            }
            let own = try runs.map { try summary(program, $0)["validation_accuracy"] as? Double }
                .compactMap(\.self)
            let accuracy = try #require(group["validation_accuracy"] as? [String: Any])
            let mean = own.reduce(0, +) / Double(own.count)
            let squares = own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            let deviation = (squares / Double(own.count - 1)).squareRoot()
            #expect(abs(try #require(accuracy["mean"] as? Double) - mean) < 1e-12)
            #expect(abs(try #require(accuracy["deviation"] as? Double) - deviation) < 1e-12)
            means.append(mean)
            names.append(runs)
        }
        #expect(means[0] >= means[1] && Set(names.map(\.count)) == [2, 3])
        let pairs = try #require(line["best_less_others"] as? [[String: Any]])
        let told = try #require(pairs[0]["validation_accuracy"] as? [String: Any])
        let differences = try [1, 2].map { seed in
            let both = try names.map { group in
                let name = try #require(group.first { $0.hasSuffix("-\(seed)") })
                return try #require(
                    try summary(program, name)["validation_accuracy"] as? Double)
            }
            return both[0] - both[1]
        }
        let mean = (differences[0] + differences[1]) / 2
        #expect(abs(try #require(told["mean"] as? Double) - mean) < 1e-12)
        // Of two numbers the mean's standard error is half their distance.
        let error = abs(differences[0] - differences[1]) / 2
        #expect(abs(try #require(told["standard_error"] as? Double) - error) < 1e-12)
        #expect(told["count"] as? Int == 2)
    }

    @Test("Test accuracy stands last; with commas each run has a line; the page is well formed")
    func showsForms() throws {
        let program = try program()
        let shown = try program.run("compare", "my runs", "--html", "a page.html")
        #expect(shown.status == 0 && shown.lines[0].hasSuffix(" test"), "\(shown)")
        #expect(shown.output.contains("±") && shown.output.contains("page: a page.html"))
        let table = try program.run("compare", "my runs/mf-1", "my runs/bp-2", "--csv").lines
        #expect(table.count == 3 && table[0].hasSuffix(",test_accuracy"))
        let own = try #require(try summary(program, "mf-1")["test_accuracy"] as? Double)
        let row = try #require(table.first { $0.contains(",mf-1,") })
        let told = try #require(row.split(separator: ",").last.flatMap { Double($0) })
        #expect(abs(told - own) < 1e-12 && row.contains("mono-forward"))
        let page = try program.text(of: "a page.html")
        #expect(PageFaults(in: page).faults == [] && !page.contains(program.folder.path))
        #expect(page.contains("<tr class=\"best\">") && page.contains("<polyline"))
        #expect(try program.run("compare", "my runs", "--csv", "--json").status == 64)
    }

    @Test("Runs are listed with what is different about them, whatever state they are in")
    func lists() throws {
        let program = try program()
        let folder = program.folder.appending(path: "my runs")
        let manager = FileManager.default
        // One that was stopped after its second epoch, its last line torn; one that cannot be read; one
        // without an epoch; and what is no run at all.
        for name in ["stopped", "broken <b>", "begun"] {
            try manager.copyItem(
                at: folder.appending(path: "mf-1"), to: folder.appending(path: name))
            try manager.removeItem(at: folder.appending(path: "\(name)/summary.json"))
        }
        let metrics = folder.appending(path: "stopped/metrics.jsonl")
        let lines = try String(contentsOf: metrics, encoding: .utf8).split(separator: "\n")
        try Data((lines[0] + "\n" + lines[1] + "\n" + lines[2].prefix(40)).utf8).write(to: metrics)
        try Data("data: [".utf8).write(to: folder.appending(path: "broken <b>/recipe.yaml"))
        for file in ["metrics.jsonl", "checkpoint.safetensors", "model.safetensors"] {
            try manager.removeItem(at: folder.appending(path: "begun/\(file)"))
        }
        try manager.createDirectory(
            at: folder.appending(path: "no run"), withIntermediateDirectories: true)
        let list = try object(program.run("runs", "my runs", "--json").output)
        let runs = try #require(list["runs"] as? [[String: Any]])
        let states = Dictionary(
            uniqueKeysWithValues: runs.map { ($0["run"] as? String, $0["state"] as? String) })
        #expect(states.count == 8 && states["mf-1"] == "ended" && states["no run"] == nil)
        #expect(states["stopped"] == "stopped" && states["begun"] == "stopped")
        #expect(states["broken <b>"] == "broken")
        #expect(runs.first { $0["run"] as? String == "stopped" }?["epochs"] as? Int == 2)
        let other = try #require(runs.first { $0["run"] as? String == "mf-3" })
        #expect((other["differs"] as? [String: String])?["seed"] == "3")
        let shown = try program.run("runs", "my runs")
        #expect(shown.status == 0 && shown.lines.count == 9, "\(shown)")
        #expect(shown.output.contains("recipe.yaml is missing or cannot be read"))
        let compared = try program.run("compare", "my runs", "--html", "page.html")
        #expect(compared.output.contains("broken <b> (broken)"), "\(compared)")
        let page = try program.text(of: "page.html")
        #expect(page.contains("broken &lt;b&gt;") && PageFaults(in: page).faults == [])
        let training = try program.startTraining(["--epochs", "100000", "--output", "my runs/now"])
        try training.wait { program.has("my runs/now/checkpoint.safetensors") }
        let now = try program.run("runs", "my runs")
        training.send(SIGINT)
        #expect(now.output.contains("under way"), "\(now)")
        #expect(try training.wait().status == 130)
    }

    @Test("What belongs to a choice that others did not make is told by that choice")
    func tellsChoices() throws {
        let program = try Program(ToyData())
        for algorithm in ["mf", "ff"] {
            let result = try program.train(
                "--algorithm", algorithm, "--epochs", "1", "--quiet", "--output", algorithm)
            #expect(result.status == 0, "\(result)")
        }
        let line = try object(program.run("compare", "mf", "ff", "--json").output)
        let settings = try #require(line["settings"] as? [String])
        #expect(settings.contains("algorithm") && settings.contains("objective"))
        #expect(!settings.contains("pairing") && !settings.contains("seed"), "\(settings)")
        let list = try program.run("runs", ".", "--json").output
        #expect(!list.contains("pairing") && list.contains("goodness-contrast"))
    }

    @Test("Runs of other data are not ranked, and it is said")
    func tellsOtherData() throws {
        let program = try program()
        try ToyData(train: 90).write(to: program.folder.appending(path: "other"))
        let trained = try program.run(
            "train", "--data", "other", "--network", "12,8", "--threads", "1", "--epochs", "2",
            "--quiet", "--output", "elsewhere")
        #expect(trained.status == 0, "\(trained)")
        let result = try program.run("compare", "my runs/mf-1", "elsewhere")
        #expect(result.errors.contains("other data (data, other)"), "\(result)")
        #expect(result.lines[1...2].allSatisfy { $0.contains("–") }, "\(result)")
        for place in ["data", "nowhere"] {
            let refused = try program.run("compare", place)
            #expect(refused.status == 1 && refused.errors.contains("a run's folder"), "\(refused)")
        }
    }
}
