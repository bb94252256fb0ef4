/// A network as the papers write it: `784,(200,200,200),(50,50)` or `32C(3,3)P(2,2),64C(3,3),128`.
///
///     100         a dense layer of 100 units      32C(3,3)    32 convolutions of 3 × 3
///     P(2,2)      average pooling of 2 × 2        M(2,2)      max pooling of 2 × 2
///     A(8)        self-attention with 8 heads     D(0.1)      dropout of a tenth
///
/// Parentheses group layers into blocks, and what stands without a comma between belongs together.
/// An outer pair around the whole, as the papers print it, means nothing.
package struct PaperNotation: Sendable {
    package enum Element: Hashable, Sendable {
        case dense(Int)
        case convolution(channels: Int, height: Int, width: Int)
        case averagePooling(height: Int, width: Int)
        case maxPooling(height: Int, width: Int)
        case attention(heads: Int)
        case dropout(Double)
    }

    /// What stands between two commas on the outer level.
    package enum Item: Hashable, Sendable {
        /// A layer, with what follows it without a comma.
        case layer([Element])
        /// Such layers in parentheses, which learn together.
        case block([[Element]])
    }

    package private(set) var items: [Item] = []

    /// Whether parentheses say where blocks begin and end.
    package var namesBlocks: Bool {
        items.contains { if case .block = $0 { true } else { false } }
    }

    package init(_ text: String) throws(NotationError) {
        var reader = NotationReader(text)
        let isWrapped = reader.hasOuterPair
        if isWrapped { try reader.take("(") }
        repeat { items.append(try reader.item()) } while reader.skip(",")
        if isWrapped { try reader.take(")") }
        try reader.end()
    }

    /// Without the pair of parentheses that the papers print around a whole network, and without
    /// its input's size in front.
    ///
    /// - Parameter input: numbers in one sample. A single block that begins with it is no block.
    func withoutInput(_ input: Int) -> PaperNotation {
        var notation = self
        if case .block(let layers)? = items.first, items.count == 1, layers.count > 1,
            layers[0] == [.dense(input)]
        {
            notation.items = layers.map(Item.layer)
        }
        if notation.items.count > 1, notation.items[0] == .layer([.dense(input)]) {
            notation.items.removeFirst()
        }
        return notation
    }

    /// Layers, those in parentheses counted each.
    var layerCount: Int {
        items.reduce(0) { count, item in
            if case .block(let layers) = item { count + layers.count } else { count + 1 }
        }
    }

    /// Without an output layer at the end: under an objective that reads heads it is the head.
    func withoutOutput(_ classes: Int) -> PaperNotation {
        var notation = self
        if items.count > 1, items.last == .layer([.dense(classes)]) { notation.items.removeLast() }
        return notation
    }
}
