import OnwardCompute
import OnwardSettings

/// A layer was given samples of a form that it cannot take.
public struct ShapeError: OnwardError {
    package let layer: String
    /// `a flat sample`
    public let expected: String
    package let shape: Shape
    public let remedy: String?
    /// Counted from 1; set by the block's network.
    package var block: Int?

    /// What a layer's `plan` throws.
    ///
    /// - Parameters:
    ///   - expected: what would do, `a flat sample`.
    ///   - got: the form of one sample that came.
    ///   - remedy: what to do, `insert Flatten() before it`.
    public init(_ layer: some ForwardLayer, expected: String, got: Shape, remedy: String) {
        self.init(layer.description, expected: expected, got: got, remedy: remedy)
    }

    /// - Parameter taker: what was given the samples, where it is no single layer.
    package init(_ taker: String, expected: String, got: Shape, remedy: String) {
        layer = taker
        self.expected = expected
        shape = got
        self.remedy = remedy
    }

    public var kind: ErrorKind { .input }
    public var subject: String { layer + (block.map { " in block \($0)" } ?? "") }
    public var got: String? { shape.description }
}
