import Foundation
import OnwardTestSupport
import Testing

/// Every training runs as a program of its own, because the most memory that a program held is never
/// forgotten.
@Suite("Memory", .serialized, .onOwnThread)
struct MemoryTests {
    private struct Peak {
        let planned: Int
        let bytes: Int
    }

    private static let layerwise = ["--training-schedule", "layerwise"]

    /// Trains a network of so many layers of `width` units for an epoch.
    private func train(
        _ program: Program, _ arguments: [String], layers: Int, width: Int = 500
    ) throws -> Peak {
        let folder = program.folder.appending(path: "run")
        try? FileManager.default.removeItem(at: folder)
        let network = Array(repeating: "\(width)", count: layers).joined(separator: ",")
        // One thread: others would wait for cores that tests beside this one have taken.
        let usual = [
            "--network", network, "--epochs", "1", "--batch-size", "16", "--threads", "1",
        ]
        let plan = try object(
            program.startTraining(usual + arguments + ["--plan", "--json"]).wait().output)
        try #require(!program.has("run"))
        let result = try program.startTraining(
            usual + arguments + ["--quiet", "--output", "run"]
        ).wait()
        try #require(result.status == 0, "\(result)")
        let summary = try object(program.text(of: "run/summary.json"))
        return Peak(
            planned: try #require(plan["total_bytes"] as? Int),
            bytes: try #require(summary["peak_memory_bytes"] as? Int))
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text)")
    }

    @Test(
        "What a training takes beyond the program is what was planned, within 5 %",
        arguments: [
            [], layerwise, ["--algorithm", "bp"], ["--algorithm", "ff"],
            ["--optimizer", "sgd"],
        ])
    func keepsPlan(arguments: [String]) throws {
        // Test samples fill the room that they are examined in.
        let program = try Program(ToyData(test: 400))
        // The program itself: what it takes for hardly any network, less what that is planned with.
        let tiny = try train(program, arguments, layers: 1, width: 4)
        let base = tiny.bytes - tiny.planned
        let peak = try train(program, arguments, layers: 32)
        let used = peak.bytes - base
        #expect(
            abs(used - peak.planned) <= peak.planned / 20,
            "planned \(peak.planned), used \(used) beside the program's \(base)")
    }

    /// For 1000 units the limits are 12.2, 4.2 and 0.1 MB: a layer of weights is 4.04 MB.
    @Test(
        "A layer more costs its weights and two moments, its weights alone, or in files nothing",
        arguments: [("", 12.2 / 4.04), ("layerwise", 4.2 / 4.04), ("offload", 0.1 / 4.04)])
    func growsWithDepth(kind: String, limit: Double) throws {
        let program = try Program(ToyData())
        let arguments =
            switch kind {
            case "layerwise": Self.layerwise
            case "offload": Self.layerwise + ["--offload", "weights"]
            default: [String]()
            }
        // The least of three counts: peaks of the same work differ by some pages.
        func peak(layers: Int) throws -> Int {
            let peaks = try (0..<3).map { _ in
                try train(program, arguments, layers: layers).bytes
            }
            return try #require(peaks.min())
        }
        let growth = Double(try peak(layers: 24) - peak(layers: 4)) / 20
        // The toy data have three classes: 500 · 500 weights, 500 biases, 3 · 500 of the head.
        let layer = Double(4 * (500 * 500 + 500 + 3 * 500))
        // The system counts resident pages a few dozen at a time.
        #expect(growth <= limit * layer + 10_000, "\(growth) bytes a layer of \(layer)")
        #expect(
            growth >= 0.9 * limit.rounded(.down) * layer - 10_000, "less than there is to hold")
        if kind == "offload" {
            let weights = program.folder.appending(path: "weights").path
            #expect(try FileManager.default.contentsOfDirectory(atPath: weights).isEmpty)
        }
    }

    @Test("A network larger than the memory there is trains where its weights lie in files")
    func trainsBeyondMemory() throws {
        let group: MemoryGroup
        switch MemoryGroup.make(bytes: 40 << 20) {
        case .success(let made): group = made
        case .failure(let reason):
            try Test.cancel("memory cannot be limited here: \(reason)")
        }
        let program = try Program(ToyData())
        let network = Array(repeating: "500", count: 48).joined(separator: ",")
        func train(_ more: String) throws -> Program.Result {
            try program.shell(
                """
                echo $$ > '\(group.members.path)' && exec "$onward" train --data data \
                --network \(network) --training-schedule layerwise --epochs 1 --threads 1 --quiet \
                --validation 0 \(more)
                """)
        }
        let killed = try train("--output memory")
        #expect(killed.status == -SIGKILL, "it fits: the test cannot fail: \(killed)")
        let result = try train("--offload weights --output files")
        #expect(result.status == 0, "\(result)")
        let model = try program.data(of: "files/model.safetensors")
        #expect(model.count > 40 << 20, "the network fits into the memory there is")
        let evaluation = try program.shell(
            """
            echo $$ > '\(group.members.path)' && exec "$onward" evaluate \
            files/model.safetensors --offload weights --json
            """)
        #expect(evaluation.status == 0 && evaluation.output.contains("accuracy"), "\(evaluation)")
    }

    @Test("A run with weights in files is killed and goes on to the bytes of an unbroken one")
    func survivesKill() throws {
        let program = try Program(ToyData(train: 300))
        let arguments =
            Self.layerwise + ["--epochs", "20", "--batch-size", "8", "--quiet", "--offload", "w"]
        try program.startTraining(arguments + ["--output", "whole"]).wait()
        let training = try program.startTraining(arguments + ["--output", "broken"])
        try training.wait { program.has("broken/checkpoint.safetensors") }
        training.send(SIGKILL)
        #expect(try training.wait().status == -SIGKILL)
        #expect(try program.run("train", "--resume", "broken", "--quiet").status == 0)
        #expect(
            try program.data(of: "whole/model.safetensors")
                == program.data(of: "broken/model.safetensors"))
        let weights = program.folder.appending(path: "w").path
        #expect(try FileManager.default.contentsOfDirectory(atPath: weights).isEmpty)
    }

    @Test("A folder that weights cannot lie in, and a schedule that they cannot, are refused")
    func refuses() throws {
        let program = try Program(ToyData())
        let folder = try program.train("--training-schedule", "layerwise", "--offload", "data/x/y")
        #expect(folder.status == 0)
        let file = try program.train(
            "--training-schedule", "layerwise", "--offload", "data/train-labels-idx1-ubyte")
        #expect(file.status != 0 && file.errors.contains("train-labels"), "\(file)")
        let schedule = try program.train("--offload", "weights")
        #expect(schedule.status != 0 && schedule.errors.contains("layerwise"), "\(schedule)")
        let resumed = try program.run("train", "--resume", "runs/data-mf-1", "--plan")
        #expect(resumed.status == 64 && resumed.errors.contains("--plan"), "\(resumed)")
    }
}
