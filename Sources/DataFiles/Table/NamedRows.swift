import OnwardData
import OnwardSettings

/// Rows that are given by the names of the columns, as a block in the order of a training table's.
struct NamedRows {
    private(set) var block = FieldBlock()
    /// Where they stand, for messages.
    let place = BlockPlace(file: "", unit: "row")

    /// - Parameters:
    ///   - rows: each with a value for every column that is needed, and for no unknown one.
    ///   - columns: the training table's.
    ///   - needed: numbers of those that must be given.
    init(_ rows: [[String: String]], columns: [String], needed: Set<Int>) throws(FileError) {
        block.width = columns.count
        for row in rows {
            do throws(RowFault) {
                try check(row, columns, needed)
            } catch {
                throw place.error(error)
            }
            for column in columns { add(row[column] ?? "") }
            block.lines.append(Int32(block.lines.count))
        }
    }

    private func check(
        _ row: [String: String], _ columns: [String], _ needed: Set<Int>
    ) throws(RowFault) {
        let names = row.keys.sorted()
        if let lacking = needed.sorted().first(where: { row[columns[$0]] == nil }) {
            let near = Names.nearest(to: columns[lacking], among: names)
            throw RowFault(
                line: block.rowCount, expected: "a value for the column \(columns[lacking])",
                got: near.map { "none, but one for \($0)" } ?? "none",
                remedy: "give one, or an empty text where it is not known")
        }
        if let stray = names.first(where: { !columns.contains($0) }) {
            throw RowFault(
                line: block.rowCount, expected: "the columns \(ColumnFinder.list(columns))",
                got: "\"\(stray)\" too",
                remedy: "leave out the column, which the model does not know")
        }
    }

    private mutating func add(_ text: String) {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
        var bytes = Array(text.utf8)[...].drop(while: isSpace)
        while let last = bytes.last, isSpace(last) { bytes.removeLast() }
        block.add(bytes)
    }
}
