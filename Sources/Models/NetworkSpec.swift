import OnwardCompute
import OnwardLayers
import OnwardNetworks
import OnwardSettings

/// What a network is made of, without its weights: enough to build it anew.
package struct NetworkSpec: Codable, Sendable {
    package let input: Shape
    package let classes: [String]
    /// Nil where the network takes its input as it is.
    package let preparation: PreparationSpec?
    package let objective: ObjectiveSpec
    package let feedback: Feedback
    package let seed: UInt64
    package let blocks: [[LayerSpec]]
    /// Numbers of the blocks that do not learn, counted from 0 as in tensors' names; nil for none.
    package let frozen: [Int]?
    /// Numbers of the blocks that its reader reads; nil where it has none.
    package let reader: [Int]?

    /// - Throws: `SettingsError` where a layer is code that no file can hold.
    package init(_ network: Network) throws(SettingsError) {
        input = network.input
        classes = network.classes
        preparation = network.preparation.map(PreparationSpec.init)
        objective = ObjectiveSpec(network.objective)
        feedback = network.feedback
        seed = network.seed
        blocks = try network.blocks.map(NetworkSpec.layers)
        let frozen = network.blocks.filter(\.isFrozen).map(\.index)
        self.frozen = frozen.isEmpty ? nil : frozen
        reader = network.reader?.blocks
    }

    private static func layers(of block: BlockState) throws(SettingsError) -> [LayerSpec] {
        try block.block.layers.map { layer throws(SettingsError) in
            guard let layer = layer as? any CatalogLayer else {
                throw SettingsError(
                    "network", expected: "of layers that a model file can name",
                    got: "\(layer) in block \(block.index + 1), which is code",
                    remedy: "take a layer of the catalog in its place, or remove the block before "
                        + "the network is saved")
            }
            return LayerSpec(layer)
        }
    }

    /// The network with its first weights.
    package func makeNetwork(storage: WeightStorage = .memory) throws -> Network {
        let network = try Network(
            input: input, classes: classes, preparation: preparation?.preparation,
            objective: objective.objective, feedback: feedback, seed: seed, storage: storage,
            blocks: blocks.map { Block($0.map(\.layer)) })
        try network.freeze(frozen ?? [])
        if let reader { try network.attachReader(to: reader) }
        return network
    }
}
