import Foundation
import OnwardTestSupport
import Testing

@Suite("When onward cannot do what it is asked", .serialized, .onOwnThread)
struct FailureTests {
    @Test(
        "Wrong arguments end with 64 and name the nearest right one",
        arguments: [
            (["--algorithm", "mono-foward"], "did you mean mono-forward?"),
            (["--epoch", "3"], "Did you mean '--epochs'"),
            (["--augment", "shift:4"], "below the image's 4 pixels"),
            (["--optimizer", "adan"], "did you mean adam?"),
            (["--schedule", "cosin"], "did you mean cosine?"),
            (["--network", "10,,20"], "at character 4"),
            (["--network", "(10),(20)", "--block-size", "2"], "block-size"),
            (["--network", "(10),(20)", "--algorithm", "bp"], "single block"),
            (["--batch-size", "0"], "batch-size must be a whole number from 1"),
            (["--lr=-1"], "lr must be a number above 0"),
            (["--lr", "inf"], "lr must be a number above 0, not inf"),
            (["--epochs=-1"], "epochs must be a whole number from 0 to 1000000000"),
            (["--validation", "1"], "validation must be"),
            (["--threads", "0"], "threads must be a whole number from 1 to 4096"),
            (["--precision", "bfloat"], "did you mean bfloat16?"),
            (["--data", "fashion-mnst"], "did you mean fashion-mnist?"),
            (["--data", "nowhere/at/all"], "unknown data set, file or folder nowhere/at/all"),
        ])
    func refusesArguments(arguments: [String], says: String) throws {
        let program = try Program(ToyData())
        let result = try program.startTraining(arguments).wait()
        #expect(result.status == 64 && result.errors.contains(says), "\(result)")
        #expect(result.output.isEmpty && !program.has("runs"))
    }

    @Test(
        "Wrong arguments are answered with the usage of the command that was called",
        arguments: [
            (["train", "--data", "data", "--lr=-1"], "onward train"),
            (["evaluate", "model", "--early-exit", "2"], "onward evaluate"),
            (["data", "describe", "nowhere/at/all"], "onward data describe"),
            (["tune", "--data", "data", "--search", "lr=fast"], "onward tune"),
        ])
    func showsUsage(arguments: [String], command: String) throws {
        let program = try Program(ToyData())
        let result = try program.start(arguments).wait()
        #expect(result.status == 64, "\(result)")
        #expect(result.errors.contains("\nUsage: \(command) "), "\(result)")
        #expect(result.errors.contains("See '\(command) --help'"), "\(result)")
    }

    @Test("A recipe without a block is refused")
    func refusesNoBlocks() throws {
        let program = try Program(ToyData())
        let recipe = program.folder.appending(path: "empty.yaml")
        try Data("data: data\nblocks: []\n".utf8).write(to: recipe)
        let result = try program.start(["train", "empty.yaml"]).wait()
        #expect(result.status == 64 && result.errors.contains("at least one block"), "\(result)")
    }

    @Test(
        "Help is no failure",
        arguments: [
            ["--help"], ["train", "--help"], ["help", "tune"], ["data", "list", "-h"],
            ["--version"],
        ])
    func helps(arguments: [String]) throws {
        let program = try Program(ToyData())
        let result = try program.start(arguments).wait()
        #expect(result.status == 0 && result.errors.isEmpty && !result.output.isEmpty, "\(result)")
    }

    @Test("Rooms name settings and what to do; the command makes options and commands of them")
    func translates() throws {
        let program = try Program(ToyData())
        // No package installs it.
        let missing = try program.shell(
            "XDG_CACHE_HOME=. ONWARD_DATA=. \"$onward\" train --data cifar10 --plan")
        #expect(missing.status == 1, "\(missing)")
        #expect(missing.errors.contains("onward data download cifar10"), "\(missing)")
        let table = program.folder.appending(path: "table.csv")
        try Data("size,kind\n1.5,2.5\n2.5,3.5\n".utf8).write(to: table)
        let unlabelled = try program.run("data", "describe", "table.csv")
        #expect(unlabelled.status == 1, "\(unlabelled)")
        #expect(unlabelled.errors.contains("by --label-column"), "\(unlabelled)")
        let validation = try program.run("tune", "--data", "data", "--validation", "0")
        #expect(validation.status == 64, "\(validation)")
        #expect(validation.errors.contains("--validation must be a share"), "\(validation)")
        let used = try program.train("--output", "data")
        #expect(used.errors.contains("To go on with what is there: --resume"), "\(used)")
    }

    @Test("No data set at all is a wrong argument too")
    func needsData() throws {
        let result = try Program().run("train")
        #expect(result.status == 64 && result.errors.contains("--data"), "\(result)")
    }

    @Test(
        "A recipe that cannot be is refused with 64",
        arguments: [
            ("data: data\nepoch: 3", "did you mean epochs?"),
            (
                "data: data\nepochs: many",
                "epochs must be a whole number from 0 to 1000000000, or auto, not many"
            ),
            ("data: [", "recipe.yaml: expected readable YAML"),
        ])
    func refusesRecipe(text: String, says: String) throws {
        let program = try Program(ToyData())
        try Data(text.utf8).write(to: program.folder.appending(path: "recipe.yaml"))
        let result = try program.run("train", "recipe.yaml")
        #expect(result.status == 64 && result.errors.contains(says), "\(result)")
    }

    @Test("Damaged data ends with 1 and names the file")
    func refusesDamagedData() throws {
        let program = try Program(ToyData())
        let images = program.folder.appending(path: "data/train-images-idx3-ubyte")
        let whole = try Data(contentsOf: images)
        try whole.dropLast(5).write(to: images)
        let truncated = try program.train()
        #expect(truncated.status == 1, "\(truncated)")
        #expect(truncated.errors.contains("train-images-idx3-ubyte"))
        #expect(truncated.errors.contains("960") && truncated.errors.contains("955"))
        try whole.write(to: images)
        let labels = (0..<30).map { $0 == 17 ? 9 : UInt8($0 % 3) }
        try ToyData.idx([30], labels).write(
            to: program.folder.appending(path: "data/t10k-labels-idx1-ubyte"))
        let stray = try program.train()
        #expect(stray.status == 1 && stray.errors.contains("9 for sample 17"), "\(stray)")
        try FileManager.default.removeItem(at: images)
        let missing = try program.train()
        #expect(missing.status == 1 && missing.errors.contains("train-images"), "\(missing)")
        #expect(!program.has("runs"))
    }

    @Test("A folder in use, or a place where none can be, ends with 1")
    func refusesOutputFolder() throws {
        let program = try Program(ToyData())
        let used = try program.train("--output", "data")
        #expect(used.status == 1 && used.errors.contains("got a folder with 4 files"), "\(used)")
        try Data().write(to: program.folder.appending(path: "file"))
        let impossible = try program.train("--output", "file/run")
        #expect(impossible.status == 1 && impossible.errors.contains("file/run"), "\(impossible)")
        try Data().write(to: program.folder.appending(path: "runs"))
        let hidden = try program.train()
        #expect(hidden.status == 1 && hidden.errors.contains("runs"), "\(hidden)")
    }

    @Test("A run folder is understood as its model, and one without says what is missing")
    func takesRunFolder() throws {
        let program = try Program(ToyData())
        #expect(try program.train("--epochs", "1", "--output", "run").status == 0)
        let (file, folder) = (
            try program.run("evaluate", "run/model.safetensors", "--json"),
            try program.run("evaluate", "run", "--json")
        )
        #expect(folder.status == 0 && folder.output == file.output, "\(folder)")
        #expect(try program.run("inspect", "run/checkpoint.safetensors").status == 0)
        try FileManager.default.removeItem(
            at: program.folder.appending(path: "run/model.safetensors"))
        let unfinished = try program.run("inspect", "run")
        #expect(unfinished.status == 1, "\(unfinished)")
        #expect(unfinished.errors.contains("a checkpoint alone"), "\(unfinished)")
        let data = try program.run("inspect", "data")
        #expect(data.status == 1 && data.errors.contains("a folder without one"), "\(data)")
    }

    @Test("A model from elsewhere, or no model, ends with 1 and says so")
    func refusesForeignModel() throws {
        let program = try Program(ToyData())
        let header = #"{"weight":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}     "#
        let length = Data([UInt8(header.utf8.count)] + [UInt8](repeating: 0, count: 7))
        try (length + Data(header.utf8) + Data(count: 4)).write(
            to: program.folder.appending(path: "foreign"))
        for command in ["inspect", "evaluate", "predict"] {
            let foreign = try program.run(command, "foreign")
            #expect(foreign.status == 1, "\(foreign)")
            #expect(foreign.errors.contains("expected a model that Onward wrote"))
        }
        let image = try program.run("inspect", "data/t10k-images-idx3-ubyte")
        #expect(image.status == 1 && image.errors.contains("t10k-images"), "\(image)")
        let nothing = try program.run("inspect", "nothing")
        #expect(nothing.status == 1 && nothing.errors.contains("nothing"), "\(nothing)")
    }

    @Test("A loss that is no number ends with 1 and names the block")
    func stopsAtNonFiniteLoss() throws {
        let result = try Program(ToyData()).train(
            "--lr", "1e30", "--optimizer", "sgd", "--batch-size", "8")
        #expect(result.status == 1, "\(result)")
        #expect(result.errors.contains("loss of block 1: expected finite numbers"))
        #expect(result.errors.contains("epoch 1") && result.errors.contains("learning rate"))
    }

    @Test("What was good before the loss was none stays, and can be resumed")
    func keepsGoodCheckpoint() throws {
        let program = try Program(ToyData())
        // The decay multiplies every weight by −9 a step, in seven steps to an epoch.
        let result = try program.train(
            "--optimizer", "sgd", "--lr", "0.1", "--weight-decay", "100", "--batch-size", "8",
            "--output", "run")
        #expect(result.status == 1 && result.errors.contains("not finite any more"), "\(result)")
        #expect(!result.errors.contains("epoch 1,"))
        let checkpoint = try program.data(of: "run/checkpoint.safetensors")
        #expect(try program.run("evaluate", "run/model.safetensors").status == 0)
        let resumed = try program.run("train", "--resume", "run")
        #expect(resumed.status == 1 && resumed.errors == result.errors, "\(resumed)")
        #expect(try program.data(of: "run/checkpoint.safetensors") == checkpoint)
    }

    @Test("A file that cannot be written in full ends with 1 and leaves the older one whole")
    func survivesFullDisk() throws {
        let program = try Program(ToyData())
        #expect(try program.train("--epochs", "2", "--output", "run").status == 0)
        let checkpoint = try program.data(of: "run/checkpoint.safetensors")
        // No file may grow beyond 1 KiB: writing fails half way through, as on a full disk.
        let result = try program.shell(
            "trap '' XFSZ; ulimit -f 2; exec \"$onward\" train --resume run --epochs 4 --quiet")
        #expect(result.status == 1, "\(result)")
        #expect(result.errors.contains("a file that can be written"), "\(result)")
        #expect(try program.data(of: "run/checkpoint.safetensors") == checkpoint)
        let names = try FileManager.default.contentsOfDirectory(
            atPath: program.folder.appending(path: "run").path)
        #expect(!names.contains { $0.hasSuffix(".partial") }, "\(names)")
        #expect(try program.run("train", "--resume", "run", "--epochs", "4").status == 0)
    }

    @Test("A full disk ends with 1 and leaves the older checkpoint whole", .enabled(if: canMount))
    func survivesRealFullDisk() throws {
        let program = try Program(ToyData())
        let mount = "mkdir disk && mount -t tmpfs -o size=64k tmpfs disk"
        try #require(try program.shell(mount).status == 0)
        defer { _ = try? program.shell("umount disk") }
        #expect(try program.train("--epochs", "2", "--output", "disk/run").status == 0)
        let checkpoint = try program.data(of: "disk/run/checkpoint.safetensors")
        _ = try program.shell("cat /dev/zero > disk/filler")
        let result = try program.run("train", "--resume", "disk/run", "--epochs", "4")
        #expect(result.status == 1 && result.errors.contains("make room"), "\(result)")
        #expect(try program.data(of: "disk/run/checkpoint.safetensors") == checkpoint)
    }

    /// Only root may mount, and not in every container.
    private static let canMount: Bool = {
        guard getuid() == 0, let program = try? Program() else { return false }
        let line = "mkdir disk && mount -t tmpfs -o size=64k tmpfs disk && umount disk"
        return (try? program.shell(line).status) == 0
    }()
}
