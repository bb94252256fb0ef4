import Foundation
import OnwardCompute
import OnwardData
import OnwardModels
import OnwardNetworks

extension Recipe {
    /// Where this recipe keeps weights.
    package var storage: WeightStorage {
        run.offload.map { .files(in: URL(fileURLWithPath: $0)) } ?? .memory
    }

    /// The network that this recipe describes, with its first weights.
    ///
    /// - Parameter storage: nil for where the recipe keeps weights.
    package func makeNetwork(for dataset: Dataset, storage: WeightStorage? = nil) throws -> Network
    {
        let objective = try self.network.settle(objective, dataset)
        let network = try Network(
            input: dataset.shape, classes: dataset.classes, preparation: dataset.preparation,
            objective: objective, feedback: self.network.feedback, seed: run.seed,
            storage: storage ?? self.storage,
            blocks: self.network.makeBlocks(objective, dataset))
        switch self.network.reader {
        case nil: break
        case .upper: try network.attachReader()
        case .all: try network.attachReader(to: Array(network.blocks.indices))
        }
        if storage?.isPlanned != true { try pretrained?.load(into: network) }
        return network
    }

    /// The same, of which some blocks may be elsewhere.
    ///
    /// - Parameter held: says which blocks get their weights, while the network has no numbers; nil for all
    ///   of them.
    package func makeNetwork(
        for dataset: Dataset, held: ((Network) throws -> Range<Int>)?
    ) throws -> Network {
        guard let held else { return try makeNetwork(for: dataset) }
        let network = try makeNetwork(for: dataset, storage: storage.planned)
        let blocks = try held(network)
        guard blocks != network.blocks.indices else { return try makeNetwork(for: dataset) }
        network.draw(blocks)
        try pretrained?.load(into: network)
        return network
    }

    /// What of the recipe's layers is none of the network's, in sentences.
    package func networkNotes(for dataset: Dataset) throws -> [String] {
        try network.notes(objective, dataset)
    }

    /// The blocks that a part of a network in the papers' notation stands for, with this recipe's
    /// bias, dropout and normalization. What stands between two commas is one block.
    ///
    /// - Parameters:
    ///   - input: the form of what the lowest of them is given.
    ///   - isLowest: whether there is none below them.
    package func blocks(of part: String, input: Shape, isLowest: Bool) throws -> [Block] {
        var design = network
        design.bias = network.bias.settled(for: input)
        return try design.cut(PaperNotation(part).items, input, blockSize: 1, isLowest: isLowest)
    }

    /// The same for a network of these blocks, whatever the notation said before, and without the
    /// reader that an edit took away.
    func naming(_ blocks: [[LayerSpec]]) -> Recipe {
        var recipe = self
        (recipe.network.notation, recipe.network.blocks) = (nil, blocks)
        if network.reader != nil { recipe.trainer.prediction = nil }
        recipe.network.reader = nil
        return recipe
    }
}
