import Foundation
import OnwardTestSupport
import Testing

@Suite("Commands' names and what they are told", .serialized, .onOwnThread)
struct CommandNameTests {
    @Test(
        "A mistyped command names the nearest",
        arguments: [
            (["trian", "--data", "data"], "unknown command trian; did you mean train?"),
            (["data", "lst"], "unknown command lst; did you mean list?"),
            (["edit", "model", "dmage"], "unknown command dmage; did you mean damage?"),
        ])
    func names(arguments: [String], says: String) throws {
        let program = try Program(ToyData())
        let result = try program.start(arguments).wait()
        #expect(result.status == 64 && result.errors.contains(says), "\(result)")
    }

    @Test(
        "An edit's help is its own, with a model and without",
        arguments: [["edit", "damage", "--help"], ["edit", "model", "damage", "-h"]])
    func helps(arguments: [String]) throws {
        let program = try Program(ToyData())
        let result = try program.start(arguments).wait()
        #expect(result.status == 0 && result.output.contains("--kind <kind>"), "\(result)")
    }

    @Test("A run goes on with other threads, and warns in the form of errors")
    func resumesWithOtherThreads() throws {
        let program = try Program(ToyData())
        #expect(try program.train("--epochs", "1", "--output", "run", "--quiet").status == 0)
        let result = try program.run(
            "train", "--resume", "run", "--epochs", "2", "--threads", "2")
        #expect(result.status == 0 && result.output.contains("2 threads"), "\(result)")
        #expect(result.errors.contains("Warning: ") && result.errors.contains("threads: 2, was 1"))
    }

    @Test(
        "Sizes that the papers write and that are no layers are said, and stand in the recipe",
        arguments: [("16,8", "the 16 in front"), ("8,3", "the 3 at the end")])
    func namesDroppedLayers(network: String, says: String) throws {
        let program = try Program(ToyData())
        let usual = ["train", "--data", "data", "--threads", "1", "--epochs", "1", "--network"]
        let result = try program.start(usual + [network, "--output", "run"]).wait()
        #expect(result.status == 0 && result.output.contains(says), "\(result)")
        #expect(result.output.contains("mono-forward on data: 1 block,"))
        let recipe = try program.text(of: "run/recipe.yaml")
        #expect(recipe.hasPrefix("# network \(network)") && recipe.contains(says))
        #expect(
            try program.start(["train", "run/recipe.yaml", "--plan"]).wait().errors.contains(says))
        let plain = try program.start(usual + ["8", "--quiet", "--output", "plain"]).wait()
        #expect(plain.errors.isEmpty)
        #expect(try !program.text(of: "plain/recipe.yaml").hasPrefix("#"))
    }

    @Test("A training block by block says what it counts")
    func saysWhatItCounts() throws {
        let result = try Program(ToyData()).train(
            "--epochs", "1", "--training-schedule", "layerwise")
        #expect(
            result.output.contains("1 for each of 2 blocks, one block after the other, 2 in all"))
        #expect(result.output.contains("kept the last epoch, 2: blocks learn one after the other"))
    }

    @Test(
        "The line that moves never wraps, counts down, and shows no accuracy of goodness",
        arguments: [60, 160])
    func moves(columns: Int) throws {
        let program = try Program(ToyData(train: 20_000))
        let result = try program.shell(
            """
            script -qec "stty cols \(columns); '$onward' train --data data --algorithm ff \
            --network 12,8 --threads 1 --epochs 20 --batch-size 2" /dev/null
            """)
        let moved = result.output.components(separatedBy: "\r\u{1B}[K").dropFirst()
            .map { $0.prefix { !$0.isNewline } }.filter { $0.contains("batch ") }
        try #require(!moved.isEmpty, "\(result)")
        #expect(moved.allSatisfy { $0.count < columns }, "\(moved)")
        guard columns > 100 else { return }
        #expect(moved.allSatisfy { $0.contains(" left  ") }, "\(moved)")
        #expect(moved.contains { $0.contains("/–") } && !result.output.contains("/0.000"))
    }
}
