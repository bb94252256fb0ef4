import Foundation
import OnwardTestSupport
import Testing

@Suite("onward train --resume", .serialized, .onOwnThread)
struct ResumeTests {
    /// Per epoch, without what depends on the clock.
    private func losses(_ program: Program, _ run: String) throws -> [[Double]] {
        try program.text(of: run + "/metrics.jsonl").split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            let keys = ["epoch", "step", "samples", "loss", "validation_accuracy"]
            return keys.compactMap { object?[$0] as? Double }
        }
    }

    private func expectSame(_ program: Program, _ first: String, _ second: String) throws {
        for file in ["model.safetensors", "recipe.yaml"] {
            #expect(
                try program.data(of: "\(first)/\(file)") == program.data(of: "\(second)/\(file)"),
                "\(file)")
        }
        let losses = try losses(program, first)
        #expect(try losses == self.losses(program, second))
        #expect(losses.map(\.first) == (1...losses.count).map(Double.init))
        #expect(losses.allSatisfy { $0.count >= 4 })
    }

    @Test("A killed run goes on from its last checkpoint to the bytes of an unbroken one")
    func survivesKill() throws {
        let program = try Program(ToyData(train: 300))
        let arguments = ["--epochs", "40", "--batch-size", "8", "--dropout", "0.2", "--quiet"]
        try program.startTraining(arguments + ["--output", "whole"]).wait()
        let training = try program.startTraining(arguments + ["--output", "broken"])
        try training.wait { program.has("broken/checkpoint.safetensors") }
        training.send(SIGKILL)
        #expect(try training.wait().status == -SIGKILL)
        let before = try losses(program, "broken").count
        #expect(before < 40 && !program.has("broken/summary.json"))
        #expect(try program.run("train", "--resume", "broken", "--quiet").status == 0)
        try expectSame(program, "whole", "broken")
    }

    @Test(
        "A signal ends the batch and then the run; resumed amid the epoch, it ends the same",
        arguments: [SIGINT, SIGTERM])
    func survivesInterruption(signal: Int32) throws {
        let program = try Program(ToyData(train: 6000))
        let arguments = ["--epochs", "6", "--batch-size", "2"]
        try program.startTraining(arguments + ["--output", "whole"]).wait()
        let training = try program.startTraining(arguments + ["--output", "broken"])
        try training.wait { program.has("broken/checkpoint.safetensors") }
        // Into the second epoch.
        usleep(10_000)
        training.send(signal)
        let result = try training.wait()
        #expect(result.status == 130, "\(result)")
        let place = try #require(result.output.firstMatch(of: /after batch (\d+) of epoch (\d+)/))
        #expect(place.1 != "0" && result.output.contains("--resume broken"))
        #expect(try program.run("train", "--resume", "broken").status == 0)
        try expectSame(program, "whole", "broken")
    }

    @Test("A finished run can be prolonged, and then equals one that was as long from the start")
    func prolongs() throws {
        let program = try Program(ToyData())
        for (epochs, run) in [("4", "long"), ("2", "short")] {
            // A rate that falls would fall earlier in the shorter one.
            let result = try program.train(
                "--epochs", epochs, "--output", run, "--validation", "0", "--schedule", "constant")
            #expect(result.status == 0)
        }
        #expect(try program.run("train", "--resume", "short", "--epochs", "4").status == 0)
        try expectSame(program, "long", "short")
        let shorter = try program.run("train", "--resume", "short", "--epochs", "3")
        #expect(shorter.status == 64 && shorter.errors.contains("at least the 4"), "\(shorter)")
    }

    @Test("Beside --resume nothing but --epochs can be given")
    func refusesOtherFlags() throws {
        let program = try Program(ToyData())
        #expect(try program.train("--epochs", "1", "--output", "run").status == 0)
        let result = try program.run("train", "--resume", "run", "--lr", "0.1")
        #expect(result.status == 64 && result.errors.contains("--lr"), "\(result)")
        let nowhere = try program.run("train", "--resume", "nowhere")
        #expect(nowhere.status == 1 && nowhere.errors.contains("checkpoint.safetensors"))
    }
}
