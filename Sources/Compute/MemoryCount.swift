/// The bytes that matrices take up; a piece of memory that several look at is counted once.
package struct MemoryCount {
    private var pieces: [ObjectIdentifier: Int] = [:]

    package init(_ matrices: [Matrix] = []) {
        for matrix in matrices { add(matrix) }
    }

    /// Counts the whole piece of memory that a matrix looks at.
    package mutating func add(_ matrix: Matrix) {
        pieces[ObjectIdentifier(matrix.memory)] = matrix.memory.byteCount
    }

    package var bytes: Int { pieces.values.reduce(0, +) }
}
