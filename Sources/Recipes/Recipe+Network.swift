import Foundation
import OnwardCatalog
import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardNetworks
import OnwardObjectives
import OnwardPictures
import OnwardSettings

extension Recipe {
    /// Where this recipe keeps weights.
    package var storage: WeightStorage {
        offload.map { .files(in: URL(fileURLWithPath: $0)) } ?? .memory
    }

    /// The network that this recipe describes, with its first weights.
    ///
    /// - Parameter storage: nil for where the recipe keeps weights.
    package func makeNetwork(for dataset: Dataset, storage: WeightStorage? = nil) throws -> Network
    {
        let algorithm = try Catalog.withPictures.algorithm(self.algorithm)
        let objective = try makeObjective(algorithm)
        let blocks = try makeBlocks(algorithm, objective, dataset)
        let feedback = try self.feedback.map {
            try Recipe.choice("feedback", $0, among: Feedback.self)
        }
        let network = try Network(
            input: dataset.shape, classes: dataset.classes, preparation: dataset.preparation,
            objective: objective, feedback: feedback ?? algorithm.feedback, seed: seed,
            storage: storage ?? self.storage, blocks: blocks)
        switch try reader.map({ try Recipe.choice("reader", $0, among: ReaderScope.self) }) {
        case nil: break
        case .upper: try network.attachReader()
        case .all: try network.attachReader(to: Array(network.blocks.indices))
        }
        return network
    }

    private enum ReaderScope: String, CaseIterable {
        case upper, all
    }

    private func makeBlocks(
        _ algorithm: Algorithm, _ objective: any Objective, _ dataset: Dataset
    ) throws -> [Block] {
        if let blocks { return blocks.map { Block($0.map(\.layer)) } }
        let network = self.network ?? Recipe.usualNetwork
        let notation = try PaperNotation(network)
        if notation.namesBlocks {
            if blockSize != nil {
                throw RecipeError(
                    "both the parentheses in network \(network) and block-size say where blocks "
                        + "begin; leave one of them out")
            }
            if algorithm.cut == .nowhere {
                throw RecipeError(
                    "\(algorithm.name) learns in a single block, but network \(network) has blocks "
                        + "in parentheses; remove them, or choose another algorithm")
            }
        }
        var items = notation.withoutInput(dataset.shape.count)
        if objective.readsHead { items = items.withoutOutput(dataset.classes.count) }
        var input = dataset.shape
        if case .contrast(let embedding, _, _) = objective.presentation {
            input = try embedding.shape(of: input, classes: dataset.classes.count)
        }
        return try cut(items.items, input, algorithm)
    }

    func cut(
        _ items: [PaperNotation.Item], _ input: Shape, _ algorithm: Algorithm,
        isLowest: Bool = true
    ) throws -> [Block] {
        var layout = NotationLayers(
            input: input, bias: bias ?? algorithm.bias, dropout: dropout, isLowest: isLowest)
        let units = try items.map { item in
            switch item {
            case .layer(let elements): try layout.layers(for: elements)
            case .block(let layers): try layout.layers(for: layers.flatMap { $0 })
            }
        }
        try SettingsError.require(
            blockSize ?? 1 >= 1, "block-size", "at least 1", got: blockSize ?? 1)
        let normalization = try makeNormalization(algorithm)
        let blockSize = self.blockSize ?? (algorithm.cut == .nowhere ? units.count : 1)
        return stride(from: 0, to: units.count, by: blockSize).map { first in
            Block(
                normalization + units[first..<min(first + blockSize, units.count)].flatMap { $0 })
        }
    }

    private func makeObjective(_ algorithm: Algorithm) throws -> any Objective {
        // Only an objective of the algorithm's own kind is adjusted from the algorithm's settings.
        let own = type(of: algorithm.objective).name
        let type = try Catalog.withPictures.objective(objective ?? own)
        let usual = type.name == own ? algorithm.objective.values : SettingValues()
        let given: [String: String?] = [
            "goodness": goodness, "threshold": threshold, "contrast-loss": contrastLoss,
            "minimize": minimize, "evidence-blocks": evidenceBlocks,
            "peer-normalization": peerNormalization, "negatives": negatives,
            "pairing": pairing, "label-embedding": labelEmbedding,
            "label-strength": labelStrength,
        ]
        let values = SettingValues(given.compactMapValues { $0 })
        try values.check(known: type.declarations, for: type.name)
        return try type.init(usual.overridden(by: values))
    }

    private func makeNormalization(_ algorithm: Algorithm) throws -> [any Layer] {
        switch normalization {
        case nil: return algorithm.normalization.map { [$0] } ?? []
        case "none": return []
        case let name?:
            let kind = try Recipe.choice(
                "normalization", name, among: LengthNormalization.Kind.self, or: ["none"])
            return [LengthNormalization(kind, epsilon: kind == .l2 ? 1e-4 : 1e-8)]
        }
    }

    /// The value with this name.
    static func choice<Choice: CaseIterable & RawRepresentable<String>>(
        _ setting: String, _ name: String, among: Choice.Type, or others: [String] = []
    ) throws -> Choice {
        guard let choice = Choice(rawValue: name) else {
            throw UnknownNameError(setting, name, known: Choice.allCases.map(\.rawValue) + others)
        }
        return choice
    }
}
