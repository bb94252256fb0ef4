import Foundation
import OnwardTestSupport
import Testing

@Suite("onward data corrupt writes a noisy copy", .serialized, .onOwnThread)
struct CorruptTests {
    private static let files = [
        "samples.png", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
        "train-images-idx3-ubyte", "train-labels-idx1-ubyte",
    ]

    private func names(in path: String, of program: Program) throws -> [String] {
        let folder = program.folder.appending(path: path)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test("The copy has the four files and the sheet, and its test samples stay clean")
    func writesCopy() throws {
        let program = try Program(ToyData())
        let result = try program.run("data", "corrupt", "data", "--output", "noisy")
        #expect(result.status == 0, "\(result)")
        #expect(try names(in: "noisy", of: program) == CorruptTests.files)
        #expect(try !names(in: ".", of: program).contains { $0.hasSuffix(".partial") })
        // 60 images make 80 samples of 16 numbers, behind 16 bytes of header.
        let images = try program.data(of: "noisy/train-images-idx3-ubyte")
        #expect(images.count == 16 + 80 * 16 * 4 && images.prefix(4) == Data([0, 0, 0x0d, 3]))
        #expect(
            try program.data(of: "noisy/t10k-labels-idx1-ubyte")
                == program.data(of: "data/t10k-labels-idx1-ubyte"))
        let clean = try program.run(
            "data", "corrupt", "data", "--output", "clean", "--shares", "clean=1")
        #expect(clean.status == 0, "\(clean)")
        let test = "t10k-images-idx3-ubyte"
        #expect(try program.data(of: "noisy/\(test)") == program.data(of: "clean/\(test)"))
        let train = "train-labels-idx1-ubyte"
        #expect(try program.data(of: "clean/\(train)") == program.data(of: "data/\(train)"))
    }

    @Test("Training on the copy is training with --corrupt, to the bit, also after a break")
    func trainsAlike() throws {
        let program = try Program(ToyData())
        _ = try program.run("data", "corrupt", "data", "--output", "noisy", "--seed", "7")
        /// The losses and accuracies of a run, without its times.
        func numbers(_ run: String) throws -> [String] {
            try program.text(of: "\(run)/metrics.jsonl").split(separator: "\n").map { line in
                line.matches(of: /"(block_loss|loss|block_accuracy|validation_accuracy)":[^"]*/)
                    .map { String($0.0) }.joined()
            }
        }
        let usual = [
            "train", "--network", "12,8", "--threads", "1", "--seed", "7", "--schedule", "constant",
        ]
        func train(_ run: String, _ arguments: String...) throws {
            let result = try program.start(usual + ["--output", run] + arguments).wait()
            #expect(result.status == 0, "\(result)")
        }
        try train("copy", "--data", "noisy", "--epochs", "3")
        try train("recipe", "--data", "data", "--corrupt", "quarters", "--epochs", "3")
        try train("clean", "--data", "data", "--epochs", "3")
        #expect(try numbers("copy").count == 3 && numbers("copy")[0].contains("loss"))
        #expect(try numbers("recipe") == numbers("copy"))
        #expect(try numbers("clean") != numbers("copy"))
        #expect(try program.text(of: "recipe/recipe.yaml").contains("corrupt: clean=0.25,"))
        try train("broken", "--data", "data", "--corrupt", "quarters", "--epochs", "1")
        let resumed = try program.run("train", "--resume", "broken", "--epochs", "3")
        #expect(resumed.status == 0, "\(resumed)")
        #expect(try numbers("broken") == numbers("recipe"))
    }

    @Test("The same seed writes the same bytes; the seed, the shares and sigma decide")
    func obeysOptions() throws {
        let program = try Program(ToyData())
        func images(_ name: String, _ options: String...) throws -> Data {
            let usual = ["data", "corrupt", "data", "--output", name]
            let result = try program.start(usual + options).wait()
            #expect(result.status == 0, "\(result)")
            return try program.data(of: "\(name)/train-images-idx3-ubyte")
        }
        let first = try images("first")
        #expect(try images("again", "--seed", "1") == first)
        #expect(try images("other", "--seed", "2") != first)
        #expect(try images("louder", "--sigma", "0.3") != first)
        #expect(try images("half", "--shares", "pure=0.5,blank=0.5").count == 16 + 120 * 16 * 4)
    }

    @Test(
        "Wrong shares end with 64 and leave nothing behind",
        arguments: [
            (["--shares", "claen=1"], "did you mean clean?"),
            (["--shares", "clean=0.5"], "the sum of the shares must be 1, not 0.5"),
            (["--shares", "clean"], "shares must be a list of such as clean=0.25"),
            (["--sigma", "nan"], "sigma must be a finite number"),
        ])
    func refusesShares(options: [String], says: String) throws {
        let program = try Program(ToyData())
        let usual = ["data", "corrupt", "data", "--output", "noisy"]
        let result = try program.start(usual + options).wait()
        #expect(result.status == 64 && result.errors.contains(says), "\(result)")
        #expect(!program.has("noisy"))
        guard options[0] == "--shares" else { return }
        let training = try program.train("--corrupt", options[1])
        #expect(training.status == 64 && training.errors.contains(says), "\(training)")
        #expect(!program.has("runs"))
    }

    @Test("A folder with content is refused and stays as it is")
    func refusesTakenPlace() throws {
        let program = try Program(ToyData())
        let before = try program.data(of: "data/train-images-idx3-ubyte")
        let result = try program.run("data", "corrupt", "data", "--output", "data")
        #expect(result.status == 1 && result.errors.contains("a folder with 4 files"), "\(result)")
        #expect(try names(in: "data", of: program) == Array(CorruptTests.files.dropFirst()))
        #expect(try program.data(of: "data/train-images-idx3-ubyte") == before)
    }
}
