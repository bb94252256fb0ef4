import Foundation
import OnwardTestSupport
import Testing

@Suite("onward report", .serialized, .onOwnThread)
struct ReportTests {
    private func trained(_ arguments: String...) throws -> Program {
        let program = try Program(ToyData())
        let usual = ["--epochs", "3", "--batch-size", "8", "--output", "run", "--quiet"]
        let result = try program.startTraining(usual + arguments).wait()
        try #require(result.status == 0 && result.errors.isEmpty, "\(result)")
        return program
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private func percent(_ value: Any?) throws -> String {
        String(format: "%.2f %%", 100 * (try #require(value as? Double)))
    }

    @Test("A training writes a page: well formed, small, without paths, asking no network")
    func writesPage() throws {
        let program = try trained()
        let page = try program.text(of: "run/report.html")
        #expect(PageFaults(in: page).faults == [])
        #expect(page.utf8.count < 2_000_000)
        #expect(!page.contains(program.folder.path) && !page.contains("/private"))
        for id in [
            "learning", "accuracy", "confusion", "mistakes", "sureness", "weights", "cost",
            "recipe", "machine",
        ] {
            #expect(page.contains("<section id=\"\(id)\""), "\(id)")
        }
    }

    @Test("Its numbers are those of the run's files")
    func tellsFilesNumbers() throws {
        let program = try trained()
        let page = try program.text(of: "run/report.html")
        let summary = try object(program.text(of: "run/summary.json"))
        for key in ["test_accuracy", "test_largest_class_share", "validation_accuracy"] {
            let text = try percent(summary[key])
            #expect(page.contains("<strong>\(text)</strong>"), "\(key)")
        }
        for key in ["test_accuracy_sum", "test_accuracy_last_block"] {
            let text = try percent(summary[key])
            #expect(page.contains("<td class=\"number\">\(text)</td>"), "\(key)")
        }
        let kept = try #require(summary["best_epoch"] as? Int)
        #expect(page.contains("epoch \(kept) is kept"))
        let shares = try #require(summary["step_shares"] as? [String: Double])
        #expect(abs(shares.values.reduce(0, +) - 1) < 1e-9 && shares.count == 4)
        let planned = try #require(summary["planned_memory"] as? [String: Int])
        // Two dense layers of 12 and 8 units, and a head of 3 classes on each.
        let weights = 16 * 12 + 3 * 12 + 12 * 8 + 3 * 8
        // Each block's store is rounded up to whole vectors.
        #expect((4 * weights..<4 * weights + 256).contains(planned["weight_bytes"] ?? 0))
        let evaluation = try object(program.run("evaluate", "run", "--json").output)
        for row in try #require(evaluation["confusion"] as? [[Int]]) {
            for count in row where count > 0 { #expect(page.contains(">\(count)</text>")) }
        }
    }

    @Test("Written anew it is the same, from the folder or the model; --without-samples shows none")
    func writesAnew() throws {
        let program = try trained()
        let first = try program.text(of: "run/report.html")
        for place in ["run", "run/model.safetensors"] {
            try FileManager.default.removeItem(
                at: program.folder.appending(path: "run/report.html"))
            let result = try program.run("report", place)
            #expect(result.status == 0 && result.output == "report: run/report.html\n", "\(result)")
            #expect(try program.text(of: "run/report.html") == first)
        }
        #expect(first.contains("alt=\"test sample"))
        #expect(try program.run("report", "run", "--without-samples").status == 0)
        let without = try program.text(of: "run/report.html")
        #expect(!without.contains("alt=\"test sample") && without.contains("id=\"mistakes\""))
        #expect(without.contains("This page shows no samples of the data."))
        let trained = try trained("--without-samples")
        let page = try trained.text(of: "run/report.html")
        #expect(!page.contains("alt=\"test sample") && page.contains("shows no samples"))
    }

    @Test("Of what is gone it says so, and shows the rest")
    func doesWithout() throws {
        let program = try trained()
        try FileManager.default.removeItem(at: program.folder.appending(path: "data"))
        let noData = try program.run("report", "run")
        #expect(noData.status == 0 && noData.errors.contains("Warning"), "\(noData)")
        var page = try program.text(of: "run/report.html")
        #expect(page.contains("The test samples could not be read"))
        #expect(page.contains("id=\"accuracy\"") && !page.contains("id=\"confusion\""))
        #expect(!page.contains(program.folder.path) && PageFaults(in: page).faults == [])
        try Data("no model".utf8).write(
            to: program.folder.appending(path: "run/model.safetensors"))
        let metrics = program.folder.appending(path: "run/metrics.jsonl")
        let lines = try String(contentsOf: metrics, encoding: .utf8)
        try Data((lines + "{\"epoch\": 4, \"los").utf8).write(to: metrics)
        #expect(try program.run("report", "run").status == 0)
        page = try program.text(of: "run/report.html")
        #expect(page.contains("The model could not be read") && page.contains("id=\"learning\""))
        #expect(!page.contains("metrics.jsonl"))
        try Data(("nonsense\n" + lines).utf8).write(to: metrics)
        #expect(try program.run("report", "run").status == 0)
        page = try program.text(of: "run/report.html")
        #expect(page.contains("metrics.jsonl: lines that cannot be read: 1."))
    }

    @Test("A folder that is no run, and none at all, are said to be so")
    func refuses() throws {
        let program = try Program(ToyData())
        for place in ["data", "nowhere"] {
            let result = try program.run("report", place)
            #expect(result.status == 1 && result.errors.contains("a run's folder"), "\(result)")
        }
    }

    @Test("Where the page cannot be written the training has ended well all the same")
    func warns() throws {
        let program = try Program(ToyData())
        let place = program.folder.appending(path: "run/report.html/in the way")
        let training = try program.startTraining([
            "--epochs", "800", "--output", "run", "--json",
        ])
        try training.wait(forLines: 1)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let result = try training.wait()
        #expect(result.status == 0, "\(result)")
        #expect(result.errors.contains("report.html could not be written"), "\(result)")
        #expect(program.has("run/summary.json"))
    }

    @Test("Of goodness the page tells pairs, of a table a row's fields; names are escaped")
    func tellsOtherKinds() throws {
        let program = try Program()
        var rows = "width <b>,color & kind,label\n"
        for number in 0..<90 {
            let kind = ["<i>one</i>", "\"two\"", "three"][number % 3]
            let width = Double(number % 3) + Double(number * 7 % 10) / 5
            rows += "\(width),\(number % 4 == 0 ? "re&d" : "blue"),\(kind)\n"
        }
        try Data(rows.utf8).write(to: program.folder.appending(path: "my rows.csv"))
        let result = try program.run(
            "train", "--data", "my rows.csv", "--label-column", "label", "--network", "12,8",
            "--algorithm", "ff", "--threads", "1", "--epochs", "3", "--output", "a run", "--quiet")
        #expect(result.status == 0, "\(result)")
        let page = try program.text(of: "a run/report.html")
        #expect(PageFaults(in: page).faults == [])
        #expect(page.contains("True told from false in training"))
        #expect(page.contains("&lt;i&gt;one&lt;/i&gt;") && page.contains("width &lt;b&gt;"))
        #expect(page.contains("re&amp;d") || page.contains("blue"))
        #expect(!page.contains(program.folder.path) && !page.contains("id=\"weights\""))
    }
}
