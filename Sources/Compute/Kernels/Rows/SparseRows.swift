/// Rows that are nearly all zero, of which the other numbers alone are stored.
///
///     row s holds values[i] in column columns[i] for i in starts[s] ..< starts[s + 1]
package struct SparseRows {
    package let rows: Int
    package let columns: Int
    let starts: Matrix
    let places: Matrix
    let values: Matrix

    /// - Parameters:
    ///   - starts: where each row begins, and the last one's end.
    ///   - places: the columns of `values`, each below `columns`, in a row none twice.
    package init(columns: Int, starts: [Int32], places: [Int32], values: [Float]) {
        precondition(
            starts.first == 0 && starts.last.map(Int.init) == values.count
                && zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 },
            "rows must follow one another up to the \(values.count) numbers")
        precondition(
            places.count == values.count && places.allSatisfy { $0 >= 0 && $0 < columns },
            "\(places.count) places below \(columns) for \(values.count) numbers")
        rows = starts.count - 1
        self.columns = columns
        self.starts = Matrix(starts, columns: 1)
        self.places = Matrix(places, columns: 1)
        self.values = Matrix(values, columns: 1)
    }

    /// Counts the memory that they take.
    package func count(in count: inout MemoryCount) {
        for matrix in [starts, places, values] { count.add(matrix) }
    }
}

extension SparseRows {
    /// What tells a row's numbers from those of others.
    package func content(of row: Int) -> UInt64 {
        let range = starts.rows(row..<row + 2).values(as: Int32.self).map(Int.init)
        let part = range[0]..<range[1]
        return ContentHash.of([
            ContentHash.of(places.rows(part).bytes), ContentHash.of(values.rows(part).bytes),
        ])
    }
}
