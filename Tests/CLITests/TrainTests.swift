import Foundation
import OnwardTestSupport
import Testing

@Suite("onward train", .serialized, .onOwnThread)
struct TrainTests {
    private func objects(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return try #require(object as? [String: Any], "\(line)")
        }
    }

    private static let metricsKeys: Set<String> = [
        "epoch", "step", "samples", "seconds", "samples_per_second", "learning_rate", "loss",
        "block_loss", "block_accuracy", "validation_accuracy", "validation_loss",
        "peak_memory_bytes",
    ]
    /// Where validation data says how often each block counts.
    private static let votesKeys: Set<String> = [
        "block_validation_accuracy", "block_validation_loss", "votes",
    ]
    private static let summaryKeys: Set<String> = [
        "algorithm", "network", "data", "epochs", "parameters", "test_accuracy",
        "prediction", "test_accuracy_last_block", "test_accuracy_sum", "test_accuracy_one_pass",
        "block_test_accuracy", "test_largest_class_share", "test_balanced_accuracy",
        "test_macro_f1", "test_macro_auc", "test_log_loss", "test_calibration_error",
        "train_seconds", "ended_by_patience", "step_shares", "planned_memory",
        "samples_per_second", "peak_memory_bytes", "precision", "threads", "seed", "machine",
        "version",
    ]

    /// Of an epoch that was chosen by validation data.
    private static let bestKeys: Set<String> = [
        "best_epoch", "validation_accuracy", "validation_loss",
    ]

    @Test("A run leaves its five files, with the documented keys")
    func writesFiles() throws {
        let program = try Program(ToyData())
        let result = try program.train("--epochs", "3", "--batch-size", "8", "--lr", "0.01")
        #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
        let run = "runs/data-mf-1/"
        for file in ["recipe.yaml", "model.safetensors", "checkpoint.safetensors"] {
            #expect(program.has(run + file), "\(file)")
        }
        let metrics = try objects(program.text(of: run + "metrics.jsonl"))
        #expect(
            metrics.allSatisfy {
                Set($0.keys) == TrainTests.metricsKeys.union(TrainTests.votesKeys)
            })
        #expect(metrics.map { $0["epoch"] as? Int } == [1, 2, 3])
        // A tenth of the 60 is held out; 54 samples are 7 batches.
        #expect(metrics.map { $0["step"] as? Int } == [7, 14, 21])
        #expect(metrics.map { $0["samples"] as? Int } == [54, 108, 162])
        #expect(metrics.allSatisfy { ($0["block_loss"] as? [Double])?.count == 2 })
        #expect(metrics.allSatisfy { $0["validation_accuracy"] is Double })
        let summary = try objects(
            program.text(of: run + "summary.json").replacing("\n", with: " "))[0]
        #expect(
            Set(summary.keys) == TrainTests.summaryKeys.union(TrainTests.bestKeys).union(["votes"]))
        let votes = try #require(summary["votes"] as? [Double])
        let line = votes.map { String(format: "%.2f", $0) }.joined(separator: ", ")
        #expect(result.lines.contains("votes \(line) by validation loss"))
        #expect(try program.run("inspect", run).lines.contains("votes \(line) by validation loss"))
        #expect(summary["algorithm"] as? String == "mono-forward")
        #expect(summary["parameters"] as? Int == 16 * 12 + 3 * 12 + 12 * 8 + 3 * 8)
        #expect(result.output.contains("runs/data-mf-1"))
    }

    @Test("--json prints JSON lines and nothing else")
    func printsJSON() throws {
        let program = try Program(ToyData())
        let result = try program.train("--epochs", "2", "--json", "--validation", "0")
        let lines = try objects(result.output)
        #expect(result.status == 0 && lines.count == 4)
        #expect(lines[0]["run"] as? String == "runs/data-mf-1")
        #expect(lines[1...2].allSatisfy { Set($0.keys) == TrainTests.metricsKeys })
        #expect(lines[1]["validation_accuracy"] is NSNull)
        #expect(Set(lines[3].keys) == TrainTests.summaryKeys)
    }

    @Test("--quiet prints nothing")
    func staysQuiet() throws {
        let result = try Program(ToyData()).train("--epochs", "1", "--quiet")
        #expect(result.status == 0 && result.output.isEmpty && result.errors.isEmpty)
    }

    @Test("--log-every leaves out rows of the table, not of the metrics")
    func logsLess() throws {
        let program = try Program(ToyData())
        let every = try program.train("--epochs", "6")
        let some = try program.train("--epochs", "6", "--log-every", "3")
        #expect(every.lines.count == some.lines.count + 4)
        #expect(try objects(program.text(of: "runs/data-mf-2/metrics.jsonl")).count == 6)
        #expect(try program.train("--log-every", "0").status == 64)
    }

    @Test("A training that does not learn says so once, and which options to try")
    func saysThatItDoesNotLearn() throws {
        let program = try Program(ToyData())
        let still = [
            "--algorithm", "ff", "--network", "8", "--lr", "1e-9", "--batch-size", "2",
            "--epochs", "4",
        ]
        let shown = try program.startTraining(still + ["--log-every", "4"]).wait()
        let sentences = shown.lines.filter { $0.contains(": try ") }
        #expect(sentences.count == 1 && sentences[0].contains("--contrast-loss"), "\(shown)")
        #expect(!shown.output.contains("`"))
        let lines = try objects(program.startTraining(still + ["--json"]).wait().output)
        #expect(lines.map { $0["findings"] != nil } == [true, false, true, false, false, false])
        let finding = try #require((lines[2]["findings"] as? [[String: Any]])?.first)
        #expect(finding["kind"] as? String == "guessed-pairs" && finding["block"] as? Int == 1)
        #expect((finding["text"] as? String)?.contains("`contrast-loss`") == true)
        let file = try objects(program.text(of: "runs/data-ff-1/metrics.jsonl"))
        #expect(file.map { $0["findings"] != nil } == [false, true, false, false])
        let quiet = try program.startTraining(still + ["--quiet"]).wait()
        #expect(quiet.output.isEmpty && quiet.errors.isEmpty)
    }

    @Test("--no-shuffle shows samples as they lie, and the same seed trains the same bytes")
    func ordersSamples() throws {
        let program = try Program(ToyData())
        for arguments in [["--no-shuffle"], ["--no-shuffle"], []] {
            let usual = ["--epochs", "2", "--batch-size", "8", "--quiet"]
            #expect(try program.startTraining(usual + arguments).wait().status == 0)
        }
        let models = try (1...3).map {
            try program.data(of: "runs/data-mf-\($0)/model.safetensors")
        }
        #expect(try program.text(of: "runs/data-mf-1/recipe.yaml").contains("no-shuffle: true"))
        #expect(models[0] == models[1] && models[0] != models[2])
    }

    @Test("The saved recipe runs again and trains the same bytes")
    func runsSavedRecipe() throws {
        let program = try Program(ToyData())
        #expect(try program.train("--epochs", "2", "--lr", "0.0123", "--seed", "7").status == 0)
        let again = try program.run("train", "runs/data-mf-1/recipe.yaml", "--output", "again")
        #expect(again.status == 0, "\(again)")
        let files = ["model.safetensors", "recipe.yaml"]
        for file in files {
            #expect(
                try program.data(of: "runs/data-mf-1/\(file)") == program.data(of: "again/\(file)"))
        }
    }

    @Test("A finished model is evaluated, shown and asked")
    func usesModel() throws {
        let program = try Program(ToyData())
        let training = try program.train("--epochs", "5", "--lr", "0.01", "--json")
        let summary = try #require(try objects(training.output).last)
        let model = "runs/data-mf-1/model.safetensors"
        let evaluation = try objects(program.run("evaluate", model, "--json").output)[0]
        #expect(evaluation["accuracy"] as? Double == summary["test_accuracy"] as? Double)
        #expect(evaluation["samples"] as? Int == 30)
        let predictions = try objects(program.run("predict", model, "--json").output)
        #expect(predictions.count == 30)
        let right = predictions.enumerated().count { $1["label"] as? Int == $0 % 3 }
        let accuracy = try #require(evaluation["accuracy"] as? Double)
        #expect(right == Int((30 * accuracy).rounded()))
        let early = try objects(
            program.run("evaluate", model, "--json", "--early-exit", "0.5").output)[0]
        #expect(try #require(early["average_blocks"] as? Double) < 2)
        #expect(try program.run("evaluate", model, "--early-exit", "2").status == 64)
        let images = "data/t10k-images-idx3-ubyte"
        #expect(try program.run("predict", model, images, "--limit", "4").lines.count == 5)
        let blocks = try objects(program.run("inspect", model, "--json").output)[0]["blocks"]
        #expect((blocks as? [Any])?.count == 2)
    }

    @Test("Two trainings at once get a folder each")
    func sharesFolder() throws {
        let program = try Program(ToyData())
        let started = try (0..<2).map { _ in try program.startTraining(["--epochs", "2"]) }
        for training in started { #expect(try training.wait().status == 0) }
        #expect(program.has("runs/data-mf-1/summary.json"))
        #expect(program.has("runs/data-mf-2/summary.json"))
        #expect(!program.has("runs/data-mf-3"))
    }
}
