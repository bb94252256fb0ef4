/// A product [rows, inner] · [inner, columns], and how its operands are stored and lie.
package struct ProductShape: Hashable, Sendable {
    package let rows: Int
    package let inner: Int
    package let columns: Int
    package let isLeftTransposed: Bool
    package let isRightTransposed: Bool
    /// Of both operands.
    package let elementType: ElementType

    package init(
        rows: Int, inner: Int, columns: Int, isLeftTransposed: Bool = false,
        isRightTransposed: Bool = false, elementType: ElementType = .float32
    ) {
        self.rows = rows
        self.inner = inner
        self.columns = columns
        self.isLeftTransposed = isLeftTransposed
        self.isRightTransposed = isRightTransposed
        self.elementType = elementType
    }

    init(_ left: Matrix, _ right: Matrix) {
        self.init(
            rows: left.rows, inner: left.columns, columns: right.columns,
            isLeftTransposed: left.columnStride != 1, isRightTransposed: right.columnStride != 1,
            elementType: left.elementType)
    }

    /// Multiplications and additions in one.
    package var operations: Double { 2 * Double(rows) * Double(inner) * Double(columns) }
}
