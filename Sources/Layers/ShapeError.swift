import OnwardCompute

/// A layer was given samples of a form that it cannot take.
package struct ShapeError: Error, CustomStringConvertible {
    package let layer: String
    /// `a flat sample`
    package let expected: String
    package let got: Shape
    /// What to do about it, as a sentence without its full stop.
    package let remedy: String
    /// Counted from 1; set by the block's network.
    package var block: Int?

    package init(_ layer: some ForwardLayer, expected: String, got: Shape, remedy: String) {
        self.init(layer.description, expected: expected, got: got, remedy: remedy)
    }

    /// - Parameter taker: what was given the samples, where it is no single layer.
    package init(_ taker: String, expected: String, got: Shape, remedy: String) {
        layer = taker
        self.expected = expected
        self.got = got
        self.remedy = remedy
    }

    package var description: String {
        let place = block.map { " in block \($0)" } ?? ""
        return "\(layer)\(place) expects \(expected), got \(got); \(remedy)."
    }
}
