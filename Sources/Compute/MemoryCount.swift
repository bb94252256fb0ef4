/// The bytes that matrices take up; a piece of memory that several look at is counted once.
public struct MemoryCount {
    private var pieces: [ObjectIdentifier: Int] = [:]

    public init(_ matrices: [Matrix] = []) {
        for matrix in matrices { add(matrix) }
    }

    /// Counts the whole piece of memory that a matrix looks at.
    public mutating func add(_ matrix: Matrix) {
        pieces[ObjectIdentifier(matrix.memory)] = matrix.memory.byteCount
    }

    public var bytes: Int { pieces.values.reduce(0, +) }
}
