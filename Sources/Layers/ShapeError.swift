import OnwardCompute

/// A layer was given samples of a form that it cannot take.
public struct ShapeError: Error, CustomStringConvertible {
    public let layer: String
    /// `a flat sample`
    public let expected: String
    public let got: Shape
    /// What to do about it, as a sentence without its full stop.
    public let remedy: String
    /// Counted from 1; set by the block's network.
    public var block: Int?

    public init(_ layer: some ForwardLayer, expected: String, got: Shape, remedy: String) {
        self.init(layer.description, expected: expected, got: got, remedy: remedy)
    }

    /// - Parameter taker: what was given the samples, where it is no single layer.
    public init(_ taker: String, expected: String, got: Shape, remedy: String) {
        layer = taker
        self.expected = expected
        self.got = got
        self.remedy = remedy
    }

    public var description: String {
        let place = block.map { " in block \($0)" } ?? ""
        return "\(layer)\(place) expects \(expected), got \(got); \(remedy)."
    }
}
