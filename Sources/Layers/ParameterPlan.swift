/// One tensor that a layer remembers, trained or a buffer: its name, form and first values.
public struct ParameterPlan: Sendable, Hashable {
    /// PyTorch's name within the layer, `weight`.
    public let name: String
    /// PyTorch's layout, outputs first. Passes see it as a matrix [first, product of the others].
    public let shape: [Int]
    public let initializer: Initializer

    public init(_ name: String, shape: [Int], initializer: Initializer) {
        precondition(!shape.isEmpty && shape.allSatisfy { $0 > 0 }, "a parameter of \(shape)")
        self.name = name
        self.shape = shape
        self.initializer = initializer
    }

    /// How many numbers it has.
    public var count: Int { shape.reduce(1, *) }
    /// Rows of the matrix that passes see; a vector is one row.
    public var rows: Int { shape.count == 1 ? 1 : shape[0] }
}
