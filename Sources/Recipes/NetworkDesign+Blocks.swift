import OnwardCatalog
import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardModels
import OnwardNetworks
import OnwardObjectives
import OnwardSettings

extension NetworkDesign {
    /// Whether the layers themselves say where blocks begin.
    var namesBlocks: Bool {
        blocks != nil || notation.flatMap { try? PaperNotation($0) }?.namesBlocks == true
    }

    /// Throws where two things that were given say the same.
    mutating func settle(_ given: SettingValues, _ algorithm: Algorithm) throws {
        if blocks != nil {
            if let network = given["network"] {
                throw SettingsError(
                    "network", expected: "left out where blocks say what the layers are",
                    got: network, remedy: "leave out `network` or `blocks`")
            }
            notation = nil
        }
        guard let notation, try PaperNotation(notation).namesBlocks else { return }
        if let size = given["block-size"] {
            throw SettingsError(
                "block-size",
                expected: "left out where parentheses say where blocks begin, as in \(notation)",
                got: size, remedy: "leave out `block-size` or the parentheses")
        }
        if blockSize == nil {
            throw SettingsError(
                "network",
                expected:
                    "without parentheses for \(algorithm.name), which learns in a single block",
                got: notation, remedy: "remove them, or choose another `algorithm`")
        }
        blockSize = 1
    }

    /// The blocks for a data set.
    ///
    /// - Parameter objective: a settled one.
    func makeBlocks(_ objective: any Objective, _ dataset: Dataset) throws -> [Block] {
        var input = dataset.shape
        if case .contrast(let embedding, _, _) = objective.presentation {
            input = try embedding.shape(of: input, classes: dataset.classes.count)
        }
        return try makeBlocks(objective, dataset, input)
    }

    /// The objective with nothing left open, for this network on a data set.
    func settle(_ objective: any Objective, _ dataset: Dataset) throws -> any Objective {
        guard let lowest = try lowest(objective, dataset) else { return objective }
        return try Network.settle(objective, for: dataset.shape, lowest: lowest)
    }

    /// Whether its lowest layer takes a sample as positions beside one another.
    func seesPositions(_ objective: any Objective, _ dataset: Dataset) throws -> Bool {
        try lowest(objective, dataset).map {
            try Network.seesPositions(dataset.shape, lowest: $0)
        } ?? false
    }

    /// The lowest block; nil of a network without blocks, which is refused where it is made.
    private func lowest(_ objective: any Objective, _ dataset: Dataset) throws -> Block? {
        try makeBlocks(objective, dataset, dataset.shape).first
    }

    private func makeBlocks(
        _ objective: any Objective, _ dataset: Dataset, _ input: Shape
    ) throws -> [Block] {
        if let blocks { return blocks.map { Block($0.map(\.layer)) } }
        let items = try PaperNotation(notation ?? "").withoutInput(dataset.shape.count)
        let hidden =
            objective.readsHead ? items.withoutOutput(dataset.classes.count) : items
        var design = self
        design.bias = bias.settled(for: dataset.shape)
        return try design.cut(hidden.items, input, blockSize: blockSize)
    }

    /// What of the notation is no layer of the network, in sentences: the sizes of the input in front and
    /// of the output at the end, as the papers write them.
    func notes(_ objective: any Objective, _ dataset: Dataset) throws -> [String] {
        guard blocks == nil, let notation else { return [] }
        let whole = try PaperNotation(notation)
        let withoutInput = whole.withoutInput(dataset.shape.count)
        var notes: [String] = []
        if whole.layerCount > withoutInput.layerCount {
            notes.append(
                """
                network \(notation): the \(dataset.shape.count) in front is the size of the input, as the \
                papers write it, and no layer
                """)
        }
        let classes = dataset.classes.count
        if objective.readsHead,
            withoutInput.layerCount > withoutInput.withoutOutput(classes).layerCount
        {
            notes.append(
                """
                network \(notation): the \(classes) at the end is the output layer, one unit for each class, \
                which every block's head is, and no hidden layer
                """)
        }
        return notes
    }

    /// What stands between two commas, cut into blocks of so many; nil for a single block.
    func cut(
        _ items: [PaperNotation.Item], _ input: Shape, blockSize: Int?, isLowest: Bool = true
    ) throws -> [Block] {
        var layout = NotationLayers(
            input: input, bias: bias, dropout: dropout, isLowest: isLowest)
        let units = try items.map { item in
            switch item {
            case .layer(let elements): try layout.layers(for: elements)
            case .block(let layers): try layout.layers(for: layers.flatMap { $0 })
            }
        }
        let size = max(1, blockSize ?? units.count)
        return stride(from: 0, to: units.count, by: size).map { first in
            Block(bottom + units[first..<min(first + size, units.count)].flatMap { $0 })
        }
    }

    private var bottom: [any Layer] {
        normalization.map { [LengthNormalization($0, epsilon: $0 == .l2 ? 1e-4 : 1e-8)] } ?? []
    }
}
