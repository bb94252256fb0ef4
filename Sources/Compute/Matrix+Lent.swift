/// Numbers that cross the border to other languages without being copied.
extension Matrix {
    /// A view of somebody else's numbers, which nobody writes to: the owner keeps them in their place for
    /// as long as there is a view of them.
    ///
    /// - Shapes: `numbers` [rows, columns], row by row.
    package init(lent numbers: UnsafePointer<Float>, rows: Int, columns: Int) {
        let start = UnsafeMutableRawPointer(mutating: numbers)
        self.init(
            memory: Memory(lent: start, byteCount: rows * columns * MemoryLayout<Float>.stride),
            start: start, elementType: .float32, rows: rows, columns: columns)
    }

    /// Where float32 numbers lie, to be lent to somebody who keeps the matrix meanwhile: the first of them,
    /// and how many numbers it is to the next row and column.
    package var place: (start: UnsafePointer<Float>, rowStride: Int, columnStride: Int) {
        (UnsafePointer(pointer(to: Float.self)), rowStride, columnStride)
    }
}
