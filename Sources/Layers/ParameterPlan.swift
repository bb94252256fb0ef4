import OnwardCompute

/// One tensor that a layer remembers, trained or a buffer: its name, form and first values.
public struct ParameterPlan: Sendable, Hashable {
    /// PyTorch's name within the layer, `weight`.
    package let name: String
    /// PyTorch's layout, outputs first. Passes see it as a matrix [first, product of the others].
    package let shape: [Int]
    package let initializer: Initializer
    /// Whether memory holds the matrix column by column; files never do. A product with its
    /// transpose then reads both operands along their rows, which is quicker.
    package let isColumnMajor: Bool

    public init(
        _ name: String, shape: [Int], initializer: Initializer, isColumnMajor: Bool = false
    ) {
        precondition(!shape.isEmpty && shape.allSatisfy { $0 > 0 }, "a parameter of \(shape)")
        self.name = name
        self.shape = shape
        self.initializer = initializer
        self.isColumnMajor = isColumnMajor
    }

    /// How many numbers it has.
    package var count: Int { shape.reduce(1, *) }
    /// Rows of the matrix that passes see; a vector is one row.
    package var rows: Int { shape.count == 1 ? 1 : shape[0] }

    /// The matrix that passes see, in a store that holds it from number `offset` on.
    package func view(of store: Matrix, offset: Int = 0) -> Matrix {
        isColumnMajor
            ? store.slice(offset: offset, rows: count / rows, columns: rows).transposed
            : store.slice(offset: offset, rows: rows, columns: count / rows)
    }
}
