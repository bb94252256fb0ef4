import Foundation
import OnwardTestSupport
import Testing

@Suite("A reader on the command line", .serialized, .onOwnThread)
struct ReaderTests {
    private let unlabelled = [
        "--algorithm", "ff", "--negatives", "hybrid-image", "--label-embedding", "none",
        "--network", "40,40", "--lr", "0.01", "--batch-size", "8", "--quiet", "--output", "run",
    ]

    private func object(_ text: String) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
        return try #require(object as? [String: Any], "\(text)")
    }

    @Test("A network that saw no label has no accuracy until a reader is trained on it")
    func reads() throws {
        let program = try Program(ToyData())
        let training = try program.startTraining(unlabelled + ["--epochs", "20"]).wait()
        #expect(training.status == 0, "\(training)")
        let summary = try object(program.text(of: "run/summary.json"))
        #expect(summary["test_accuracy"] is NSNull && summary["prediction"] is NSNull)
        let refused = try program.run("evaluate", "run/model.safetensors")
        #expect(refused.status != 0 && refused.errors.contains("attach a reader"), "\(refused)")

        let edit = try program.run(
            "edit", "run/model.safetensors", "read", "--block", "1-2", "--epochs", "30",
            "--output", "read.safetensors", "--json")
        #expect(edit.status == 0, "\(edit)")
        let evaluation = try object(program.run("evaluate", "read.safetensors", "--json").output)
        #expect(evaluation["prediction"] as? String == "one-pass")
        #expect(try #require(evaluation["accuracy"] as? Double) > 0.8)
        #expect(evaluation["accuracy_sum"] == nil)
        let line = try program.run("predict", "read.safetensors", "--limit", "1", "--json").output
        #expect(try object(line)["votes"] as? [String] == [])
        let inspection = try program.run("inspect", "read.safetensors").output
        #expect(inspection.contains("reader of blocks 1, 2: 243 parameters"), "\(inspection)")
    }

    @Test("Trained beside the blocks, it is reported every epoch and saved with the model")
    func trainsBeside() throws {
        let program = try Program(ToyData())
        let training = try program.startTraining(
            unlabelled + ["--epochs", "20", "--reader", "all"]
        ).wait()
        #expect(training.status == 0, "\(training)")
        let metrics = try program.text(of: "run/metrics.jsonl").split(separator: "\n").map {
            try object(String($0))
        }
        #expect(metrics.count == 20)
        #expect(metrics.allSatisfy { $0["reader_loss"] is Double })
        #expect(metrics.allSatisfy { $0["reader_accuracy"] is Double })
        let summary = try object(program.text(of: "run/summary.json"))
        #expect(summary["prediction"] as? String == "one-pass")
        #expect(summary["test_accuracy"] as? Double == summary["test_accuracy_one_pass"] as? Double)
        #expect(try #require(summary["test_accuracy"] as? Double) > 0.8)
    }

    @Test("Labelled predictions come with p(positive) for every block and class")
    func tellsProbabilities() throws {
        let program = try Program(ToyData())
        let run = [
            "--algorithm", "ff", "--network", "9,8", "--label-embedding", "append",
            "--contrast-loss", "threshold",
        ]
        #expect(
            try program.startTraining(run + ["--epochs", "1", "--quiet", "--output", "run"])
                .wait().status == 0)
        let line = try program.run(
            "predict", "run/model.safetensors", "--limit", "1", "--json"
        ).output
        let blocks = try #require(try object(line)["p_positive"] as? [[Double]])
        #expect(blocks.map(\.count) == [3, 3])
        #expect(blocks.flatMap { $0 }.allSatisfy { (0...1).contains($0) })
    }
}
