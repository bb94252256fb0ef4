import OnwardCompute
import OnwardData
import OnwardDataSets
import OnwardInference
import OnwardNetworks
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardLearning
@testable import OnwardRecipes

@Suite("By its defaults", .onOwnThread)
struct DefaultsTests {
    private static let convolutions = "8C(3,3)P(2,2),16C(3,3)P(2,2)"

    /// Test accuracy where nothing is given but algorithm, network and epochs.
    private func accuracy(
        _ algorithm: String, _ network: String, epochs: Int?, on dataset: Dataset
    ) throws -> (accuracy: Double, recipe: Recipe) {
        var recipe = try Recipe([
            "algorithm": algorithm, "network": network, "data": dataset.name,
            "epochs": epochs.map { "\($0)" } ?? "auto", "training-schedule": "simultaneous",
        ])
        try recipe.settle(for: dataset)
        let made = try recipe.makeNetwork(for: dataset)
        _ = try recipe.makeSession(made, on: dataset).run(onEpoch: { _ in })
        return (try made.evaluate(on: dataset.test).accuracy, recipe)
    }

    @Test(
        "Forward-Forward learns drawn digits, whatever its blocks are made of",
        arguments: [
            ("ff", "100,100", 0.8, "overlay"), ("intff", "(100,100),(50)", 0.7, "overlay"),
            ("ff", convolutions, 0.2, "planes"),
            ("intff", "(\(convolutions),100)", 0.85, "planes"),
            ("intff", "(A(7),50)", 0.4, "planes"),
        ])
    func learns(algorithm: String, network: String, atLeast: Double, form: String) throws {
        let digits = SyntheticDigits.load(trainCount: 2_000, testCount: 500)
        let result = try accuracy(algorithm, network, epochs: 4, on: digits)
        #expect(result.accuracy >= atLeast, "\(network): \(result.accuracy)")
        #expect(result.recipe.values["label-embedding"] == form)
        #expect(result.recipe.values["label-strength"] == (form == "planes" ? "3%" : "10%"))
    }

    @Test("A label's plane is as loud beside each of an image's, however many there are")
    func quietsPlanes() throws {
        func strength(_ channels: Int) throws -> String? {
            let samples = Samples(
                dense: Matrix(
                    [Float](repeating: 1, count: 4 * channels * 16), columns: channels * 16),
                scale: 1, labels: Matrix([0, 1, 0, 1] as [Int32], columns: 1),
                shape: Shape(channels, 4, 4))
            let dataset = Dataset(
                name: "planes", classes: ["a", "b"], train: samples, test: samples)
            var recipe = try Recipe(["algorithm": "ff", "network": "4C(3,3)", "data": "planes"])
            try recipe.settle(for: dataset)
            return recipe.values["label-strength"]
        }
        #expect(try strength(1) == "3%" && strength(3) == "1%" && strength(30) == "0.1%")
    }

    /// Three classes side by side, that in the middle around the mean, where a network without biases
    /// puts out nearly nothing.
    private func rows(_ count: Int, seed: Int) -> Samples {
        let random = RandomSource(seed: 1, for: .test)[seed]
        let labels = (0..<count).map { Int32($0 % 3) }
        let numbers = (0..<4 * count).map { place in
            Float(labels[place / 4] - 1) + 0.4 * random.normal(at: place)
        }
        return Samples(
            dense: Matrix(numbers, columns: 4), scale: 1, labels: Matrix(labels, columns: 1),
            shape: Shape(4))
    }

    @Test("Few rows of few numbers are learned, with biases and epochs that suit them")
    func learnsFewRows() throws {
        let dataset = Dataset(
            name: "rows", classes: ["low", "middle", "high"], train: rows(120, seed: 0),
            test: rows(300, seed: 1))
        let result = try accuracy("mf", "100,100", epochs: nil, on: dataset)
        #expect(result.accuracy >= 0.95, "\(result.accuracy)")
        #expect(result.recipe.values["bias"] == "drawn")
        #expect(result.recipe.values["batch-size"] == "16")
        #expect(result.recipe.values["epochs"] == "100")
        let digits = SyntheticDigits.load(trainCount: 12_000, testCount: 10)
        var recipe = try Recipe(["algorithm": "mf", "data": "synthetic-digits"])
        try recipe.settle(for: digits)
        #expect(recipe.values["epochs"] == "10" && recipe.values["bias"] == "false")
    }

    @Test(
        "It learns articles of clothing, too",
        arguments: [("ff", "100,100"), ("intff", "(100,100)")])
    func learnsClothing(algorithm: String, network: String) throws {
        let all = try FashionMNIST.load()
        let some = Dataset(
            name: all.name, classes: all.classes, train: all.train.prefix(3_000),
            test: all.test.prefix(1_000))
        let result = try accuracy(algorithm, network, epochs: 4, on: some)
        #expect(result.accuracy >= 0.7, "\(result.accuracy)")
    }
}
