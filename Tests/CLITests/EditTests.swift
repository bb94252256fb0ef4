import Foundation
import OnwardTestSupport
import Testing

@Suite("onward edit", .serialized, .onOwnThread)
struct EditTests {
    /// A program with a trained model of two blocks in `run`.
    private func trained(_ arguments: String...) throws -> Program {
        let program = try Program(ToyData())
        let usual = ["--epochs", "8", "--batch-size", "8", "--lr", "0.01", "--quiet"]
        let run = usual + ["--training-schedule", "layerwise", "--output", "run"] + arguments
        #expect(try program.startTraining(run).wait().status == 0)
        return program
    }

    private let model = "run/model.safetensors"

    private func object(_ text: String) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
        return try #require(object as? [String: Any], "\(text)")
    }

    /// The tensors' bytes, by name.
    private func tensors(_ program: Program, _ path: String) throws -> [String: Data] {
        let data = try program.data(of: path)
        let length = data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        let header = try object(String(decoding: data[8..<8 + length], as: UTF8.self))
        return header.compactMapValues { entry in
            guard let bytes = (entry as? [String: Any])?["data_offsets"] as? [Int] else {
                return nil
            }
            return data[8 + length + bytes[0]..<8 + length + bytes[1]]
        }
    }

    @Test("A damaged block is healed by retraining it alone, to the bit")
    func heals() throws {
        let program = try trained()
        let before = try tensors(program, model)
        let damage = try program.run(
            "edit", model, "damage", "--block", "2", "--kind", "zero", "--share", "0.9",
            "--output", "broken", "--json")
        #expect(damage.status == 0 && damage.errors.isEmpty, "\(damage)")
        let broken = try tensors(program, "broken")
        #expect(broken["blocks.0.layers.0.weight"] == before["blocks.0.layers.0.weight"])
        #expect(broken["blocks.1.layers.0.weight"] != before["blocks.1.layers.0.weight"])
        let report = try object(damage.output)
        let (whole, hurt) = (report["before"] as? [String: Any], report["after"] as? [String: Any])
        let (high, low) = (whole?["last_block"] as? Double, hurt?["last_block"] as? Double)
        #expect(try #require(low) < #require(high))

        let healing = try program.run(
            "edit", "broken", "retrain", "--block", "2", "--output", "healed")
        #expect(healing.status == 0 && healing.lines.count == 1 + 8 + 5, "\(healing)")
        #expect(try tensors(program, "healed") == before)
        #expect(try tensors(program, model) == before)
        let evaluations = try [model, "healed"].map { try program.run("evaluate", $0).output }
        #expect(evaluations[0] == evaluations[1])
        let history = try program.run("inspect", "healed").output
        #expect(history.contains("edited: damaged block 2 (zero, share 0.9, seed 1)"))
        #expect(history.contains("edited: retrained block 2 for 8 epochs"))
    }

    @Test("A model whose last blocks are cut off predicts, and its recipe trains one like it")
    func cutsOff() throws {
        let program = try trained()
        let before = try tensors(program, model)
        let result = try program.run("edit", model, "remove", "--block", "2-", "--output", "cut")
        #expect(result.status == 0 && result.lines.first == "removed block 2", "\(result)")
        #expect(result.lines.last?.hasPrefix("votes: by the objective's rule again") == true)
        let left = before.filter { $0.key.hasPrefix("blocks.0.") }
        #expect(try tensors(program, "cut") == left)
        #expect(try program.run("predict", "cut").lines.count == 31)
        let recipe = try program.run("inspect", "cut").output.split(separator: "recipe:\n")[1]
        try Data(recipe.utf8).write(to: program.folder.appending(path: "recipe.yaml"))
        let again = try program.run("train", "recipe.yaml", "--output", "again", "--quiet")
        #expect(again.status == 0, "\(again)")
        #expect(try tensors(program, "again/model.safetensors") == left)
    }

    @Test("Blocks are put in, named anew and trained alone")
    func inserts() throws {
        let program = try trained()
        let before = try tensors(program, model)
        let insertion = try program.run(
            "edit", model, "insert", "--block", "2", "--network", "5,(4,12)", "--output", "more")
        #expect(insertion.status == 0, "\(insertion)")
        #expect(insertion.output.contains("retrain --block 2-3"))
        #expect(insertion.output.contains("\nvotes: by the objective's rule again"))
        let training = try program.run(
            "edit", "more", "retrain", "--block", "2-3", "--output", "trained", "--epochs", "2",
            "--lr", "0.02", "--json")
        #expect(training.status == 0, "\(training)")
        // Layerwise: two epochs of each of the two blocks, and the report.
        #expect(training.lines.count == 5)
        let losses = try object(training.lines[3])["block_loss"] as? [Any]
        #expect(losses?.map { $0 is NSNull } == [true, true, false, true])
        let (more, after) = (try tensors(program, "more"), try tensors(program, "trained"))
        for tensors in [more, after] {
            #expect(tensors["blocks.0.layers.0.weight"] == before["blocks.0.layers.0.weight"])
            #expect(tensors["blocks.3.layers.0.weight"] == before["blocks.1.layers.0.weight"])
            #expect(tensors["blocks.3.head.weight"] == before["blocks.1.head.weight"])
        }
        let votes = try object(training.lines[4])["votes"] as? [Double]
        #expect(votes?.count == 4)
        for name in ["blocks.1.layers.0.weight", "blocks.2.layers.1.weight"] {
            #expect(more[name] != nil && more[name] != after[name])
        }
    }

    @Test("Frozen blocks stay frozen in the file, until they are unfrozen")
    func freezes() throws {
        let program = try trained()
        let freeze = ["edit", model, "freeze", "--block", "1", "--output", "frozen"]
        #expect(try program.start(freeze).wait().status == 0)
        #expect(try tensors(program, "frozen") == tensors(program, model))
        #expect(try program.run("inspect", "frozen").output.contains("parameters, frozen"))
        let refused = try program.run(
            "edit", "frozen", "retrain", "--block", "1-2", "--output", "no")
        #expect(refused.status == 64 && refused.errors.contains("unfreeze it first"), "\(refused)")
        let thaw = ["edit", "frozen", "unfreeze", "--block", "1", "--output", "free"]
        #expect(try program.start(thaw).wait().status == 0)
        let training = try program.run(
            "edit", "free", "retrain", "--block", "1-", "--output", "yes")
        #expect(training.status == 0 && !program.has("no"), "\(training)")
    }

    @Test(
        "Wrong arguments end with 64, say what is right, and write nothing",
        arguments: [
            (["remove", "--block", "3"], "--block must be from 1 to 2"),
            (["remove", "--block", "2-3"], "--block must be from 1 to 2"),
            (["remove", "--block", "3-"], "--block must be from 1 to 2"),
            (["remove", "--block", "1-2"], "one must stay"),
            (["remove", "--block", "1"], "block 2: expected [12], got [16]"),
            (["remove", "--block", "0"], "'0' is invalid"),
            (["freeze", "--block", "2-1"], "'2-1' is invalid"),
            (["freeze"], "--block"),
            (["insert", "--block", "4", "--network", "5"], "from 1 to 3, not 4"),
            (["insert", "--block", "0", "--network", "5"], "at least 1"),
            (["insert", "--block", "2", "--network", "5"], "insert a block that puts out [12]"),
            (["insert", "--block", "2", "--network", "5,,"], "at character 3"),
            (["damage", "--block", "1", "--kind", "melt"], "zero"),
            (["damage", "--block", "1", "--kind", "zero", "--share", "2"], "at most 1, not 2"),
            (["retrain", "--block", "1", "--epochs", "-1"], "epochs"),
            (["retrain", "--block", "1", "--lr", "0"], "lr must be"),
            (
                ["retrain", "--block", "1", "--data", "nowhere"],
                "unknown data set, file or folder nowhere"
            ),
            (["mend", "--block", "1"], "onward edit <model> <subcommand>"),
        ])
    func refuses(arguments: [String], says: String) throws {
        let program = try trained("--epochs", "0")
        let result = try program.start(["edit", model] + arguments + ["--output", "new"]).wait()
        #expect(result.status == 64 && result.errors.contains(says), "\(result)")
        #expect(!program.has("new"))
    }

    @Test("Nothing is written over, and a model that is not there is named")
    func sparesFiles() throws {
        let program = try trained("--epochs", "0")
        let before = try program.data(of: model)
        let over = try program.run("edit", model, "freeze", "--block", "1", "--output", model)
        #expect(over.status == 64 && over.errors.contains("is there already"), "\(over)")
        #expect(try program.data(of: model) == before)
        let nowhere = try program.run("edit", model, "freeze", "--block", "1", "--output", "a/b")
        #expect(nowhere.status == 64 && nowhere.errors.contains("create it first"), "\(nowhere)")
        let none = try program.run("edit", "none", "freeze", "--block", "1", "--output", "new")
        #expect(none.status == 1 && none.errors.contains("none"), "\(none)")
        let forgotten = try program.run("edit", "freeze", "--block", "1", "--output", "new")
        #expect(forgotten.status == 64 && forgotten.errors.contains("the model comes first"))
    }

    @Test("Without its data a model is edited all the same, but not retrained")
    func missesData() throws {
        let program = try trained("--epochs", "0")
        let (data, moved) = (
            program.folder.appending(path: "data"), program.folder.appending(path: "moved")
        )
        try FileManager.default.moveItem(at: data, to: moved)
        let edit = try program.run("edit", model, "remove", "--block", "2", "--output", "cut")
        #expect(edit.status == 0 && edit.errors.contains("--data"), "\(edit)")
        #expect(!edit.output.contains("accuracy") && program.has("cut"))
        let retrain = ["edit", model, "retrain", "--block", "2", "--output", "new"]
        let refused = try program.start(retrain).wait()
        #expect(refused.status == 64 && refused.errors.contains("--data"), "\(refused)")
        #expect(try program.start(retrain + ["--data", "moved"]).wait().status == 0)
    }

    @Test("An interrupted retraining ends with 130 and writes nothing")
    func stops() throws {
        let program = try trained("--epochs", "1")
        let retraining = try program.start([
            "edit", model, "retrain", "--block", "1", "--epochs", "1000000", "--output", "new",
        ])
        // The table's head and an epoch.
        try retraining.wait(forLines: 2)
        retraining.send(SIGINT)
        let result = try retraining.wait()
        #expect(result.status == 130 && !program.has("new"), "\(result.status) \(result.errors)")
    }
}
