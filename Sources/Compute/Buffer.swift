/// The owner of a fixed number of equal numbers, zero at first, aligned to 64 bytes.
///
/// A buffer cannot be copied, so nothing is ever duplicated behind the user's back. What reads and
/// writes it is a `Matrix`, a view that keeps the memory alive for as long as it is held.
package struct Buffer: ~Copyable {
    package let elementType: ElementType
    /// How many numbers it holds.
    package let count: Int
    private let memory: Memory

    package init(_ elementType: ElementType = .float32, count: Int) {
        precondition(count >= 0, "a buffer of \(count) numbers")
        self.elementType = elementType
        self.count = count
        memory = Memory(byteCount: count * elementType.byteCount)
    }

    /// Bytes of memory owned.
    package var byteCount: Int { count * elementType.byteCount }

    /// A row-major view of `rows · columns` numbers that begin at number `offset`.
    package func matrix(rows: Int, columns: Int, offset: Int = 0) -> Matrix {
        precondition(
            rows >= 0 && columns >= 0 && offset >= 0 && offset + rows * columns <= count,
            "a view of \(rows) × \(columns) from \(offset) in a buffer of \(count)")
        return Matrix(
            memory: memory, start: memory.start + offset * elementType.byteCount,
            elementType: elementType, rows: rows, columns: columns)
    }

    /// All of it as one row.
    package var all: Matrix { matrix(rows: 1, columns: count) }
}
