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

    /// One tensor by PyTorch's name within the layer, such as `weight`.
    ///
    /// - Parameters:
    ///   - shape: PyTorch's layout, outputs first; passes see it as a matrix [first, product of the
    ///     others], a vector as one row. No sizes, or sizes below 1, are a fault of the program.
    ///   - initializer: the first values.
    ///   - isColumnMajor: whether memory holds that matrix column by column, which is quicker where
    ///     passes multiply by its transpose; files never do.
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
