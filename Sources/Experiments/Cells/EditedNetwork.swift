import OnwardCompute
import OnwardData
import OnwardLearning
import OnwardNetworks
import OnwardRecipes
import OnwardSettings

/// A Mono-Forward network of three layers that is taken apart and mended again.
///
/// A layer is a block of its own, so an edit touches no other; this counts what that is worth.
package struct EditedNetwork: Work {
    /// Three blocks of the same width.
    package let recipe: SettingValues

    package init(_ recipe: SettingValues) { self.recipe = recipe }

    package var settings: String { get throws { try recipe.yaml() } }

    static let rows: [Row] =
        [
            Row(
                "tensors of the first two layers that differ from a two-layer network's", differing),
            Row("three layers", accuracy("intact")),
            Row("top layer unplugged", accuracy("unplugged")),
            Row("a new top layer plugged in and trained alone", accuracy("plugged")),
        ]
        + Damage.allCases.flatMap { damage in
            [
                Row("second layer damaged (\(damage.rawValue))", accuracy("\(damage)_damaged")),
                Row(
                    "the same, predicting with the layer below alone",
                    accuracy("\(damage)_without")),
                Row(
                    "the same, only the damaged layer trained again",
                    accuracy("\(damage)_repaired")),
            ]
        }

    private static let differing = Measure(
        "differing_tensors", "tensors", decimals: 0, isMoreBetter: false)

    private static func accuracy(_ key: String) -> Measure {
        .accuracy(key, "accuracy, %")
    }

    package func run(_ cell: Cell) throws -> Outcome? {
        ProcessMemory.restartPeak()
        let (recipe, dataset) = try cell.prepare(recipe)
        let bench = Bench(recipe, dataset, cell)
        var values: [String: Double] = [:]
        let network = try recipe.makeNetwork(for: dataset)
        let lower = try recipe.makeNetwork(for: dataset)
        try lower.remove(at: 2)
        guard try bench.train(network), try bench.train(lower) else { return nil }
        values["differing_tensors"] = Double(EditedNetwork.differences(lower, network))
        values["intact"] = try bench.accuracy(network)
        let sound = network.blocks.map { $0.weights.map { $0.matrix.values(as: Float.self) } }

        let top = network.blocks[2].block
        try network.remove(at: 2)
        values["unplugged"] = try bench.accuracy(network)
        try network.insert(top, at: 2)
        guard try bench.train(network, [2]) else { return nil }
        values["plugged"] = try bench.accuracy(network)

        for damage in Damage.allCases {
            for (block, weights) in zip(network.blocks, sound) {
                for (tensor, values) in zip(block.weights, weights) {
                    tensor.matrix.assign(values)
                }
            }
            try network.damage(1, damage, share: 0.5, seed: recipe.run.seed)
            values["\(damage)_damaged"] = try bench.accuracy(network)
            values["\(damage)_without"] = try bench.accuracy(network, blocks: 1)
            try network.reinitialize(1)
            guard try bench.train(network, [1]) else { return nil }
            values["\(damage)_repaired"] = try bench.accuracy(network)
        }
        return Outcome(
            values: values, seconds: bench.seconds, peakMemoryBytes: ProcessMemory.peakBytes)
    }

    /// Tensors of one network that the other, which is at least as deep, has otherwise.
    private static func differences(_ lower: Network, _ network: Network) -> Int {
        zip(lower.blocks.flatMap(\.weights), network.blocks.flatMap(\.weights)).count {
            one, other in
            one.matrix.values(as: Float.self) != other.matrix.values(as: Float.self)
        }
    }
}

/// Trains and asks networks on a cell's data.
private final class Bench {
    private let recipe: Recipe
    private let dataset: Dataset
    private let cell: Cell
    private(set) var seconds = 0.0
    /// Trainings that are done, and all.
    private var trained = 0
    private static let trainings = 3 + Damage.allCases.count

    init(_ recipe: Recipe, _ dataset: Dataset, _ cell: Cell) {
        var recipe = recipe
        // Nothing is chosen by samples that are held out.
        recipe.samples.validation = 0
        self.recipe = recipe
        self.dataset = dataset
        self.cell = cell
    }

    /// - Parameter blocks: those that learn; nil for all.
    /// - Returns: false where it was told to stop.
    func train(_ network: Network, _ blocks: [Int]? = nil) throws -> Bool {
        let session = try recipe.makeSession(network, on: dataset, blocks: blocks)
        let isDone = try session.run(goesOn: { [self] progress in
            let share = Double(progress.round) / Double(max(recipe.run.epochs, 1))
            cell.show((Double(trained) + share) / Double(Bench.trainings))
            return cell.goesOn()
        })
        seconds += session.progress.seconds
        trained += 1
        return isDone
    }

    func accuracy(_ network: Network, blocks: Int? = nil) throws -> Double {
        let trainer = try recipe.makeTrainer()
        return try network.evaluate(
            on: dataset.test, blocks: blocks, threads: trainer.threads, precision: trainer.precision
        ).accuracy
    }
}
