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

extension Engine {
    /// Collects rows and fills in the zeros: output[n] = source[order[n]].
    ///
    /// - Shapes: `order` [N, 1] of int32, `output` [N, source.columns] of float32 or bfloat16.
    package func gather(_ source: SparseRows, order: Matrix, into output: Matrix) {
        precondition(
            output.isContiguous && output.columns == source.columns && order.count == output.rows,
            "\(order.count) rows of \(source.columns) for [\(output.rows), \(output.columns)]")
        let (rows, starts) = (order.pointer(to: Int32.self), source.starts.pointer(to: Int32.self))
        let places = source.places.pointer(to: Int32.self)
        let (x, y) = (source.values.pointer(to: Float.self), output.reals(Float.self))
        output.clear()
        for n in 0..<order.count {
            let row = Int(rows[n])
            precondition(row >= 0 && row < source.rows, "row \(row) of \(source.rows)")
            for i in Int(starts[row])..<Int(starts[row + 1]) { y[n, Int(places[i])] = x[i] }
        }
    }
}
