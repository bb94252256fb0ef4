import OnwardData
import OnwardSettings

/// A row that is given by the names of the columns, its fields in the order of a training table's.
struct NamedRow: TableRow {
    private let fields: [ArraySlice<UInt8>]
    let place: String
    var shortPlace: String { place }

    /// - Parameters:
    ///   - values: one for each column that is needed, and for no unknown one.
    ///   - columns: the training table's.
    ///   - needed: numbers of those that must be given.
    ///   - number: the row's, counted from 1.
    init(
        _ values: [String: String], columns: [String], needed: Set<Int>, number: Int
    ) throws(FileError) {
        place = "row \(number)"
        fields = columns.map { NamedRow.trimmed(values[$0] ?? "") }
        let names = values.keys.sorted()
        if let lacking = needed.sorted().first(where: { values[columns[$0]] == nil }) {
            let near = Names.nearest(to: columns[lacking], among: names)
            throw damaged(
                expected: "a value for the column \(columns[lacking])",
                got: near.map { "none, but one for \($0)" } ?? "none",
                remedy: "give one, or an empty text where it is not known")
        }
        if let stray = names.first(where: { !columns.contains($0) }) {
            throw damaged(
                expected: "the columns \(ColumnFinder.list(columns))", got: "\"\(stray)\" too",
                remedy: "leave out the column, which the model does not know")
        }
    }

    func bytes(_ index: Int) -> ArraySlice<UInt8> { fields[index] }

    func text(_ index: Int) -> String { String(decoding: fields[index], as: UTF8.self) }

    private static func trimmed(_ text: String) -> ArraySlice<UInt8> {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
        var bytes = Array(text.utf8).drop(while: isSpace)
        while let last = bytes.last, isSpace(last) { bytes.removeLast() }
        return bytes
    }
}
