import OnwardData
import OnwardSettings

/// Whole rows of a table, and where in their bytes each field lies.
struct FieldBlock: Sendable {
    /// A field's bytes, without marks around it, or without spaces where it stood in none.
    struct Field {
        let start: Int
        let end: Int

        var isEmpty: Bool { start == end }
        var count: Int { end - start }
        var range: Range<Int> { start..<end }
    }

    /// One field behind the other, a byte that belongs to none between them.
    var bytes: [UInt8] = []
    /// Where each field ends, row by row; behind what ends the one before it begins the next.
    var ends: [Int32] = []
    /// Where the first begins.
    var start = 0
    /// Fields of every row.
    var width = 0
    /// The line that each row begins on; the first of the block is 0.
    var lines: [Int32] = []
    /// How many lines end in the block.
    var lineCount = 0
    /// The first of empty lines below the last row.
    var blankLine: Int?

    var rowCount: Int { lines.count }

    func field(_ row: Int, _ column: Int) -> Field {
        let number = row * width + column
        return Field(start: number == 0 ? start : Int(ends[number - 1]) + 1, end: Int(ends[number]))
    }

    func slice(_ row: Int, _ column: Int) -> ArraySlice<UInt8> {
        bytes[field(row, column).range]
    }

    /// A field as text.
    func text(_ row: Int, _ column: Int) throws(RowFault) -> String {
        let field = slice(row, column)
        if let text = String(validating: field, as: UTF8.self) { return text }
        throw RowFault(
            line: Int(lines[row]), expected: "text in UTF-8 in field \(column + 1)",
            got: "bytes that are none: \(String(decoding: field.prefix(40), as: UTF8.self))",
            remedy: "save the file as UTF-8")
    }

    func texts(ofRow row: Int) throws(RowFault) -> [String] {
        var texts: [String] = []
        for column in 0..<width { texts.append(try text(row, column)) }
        return texts
    }

    /// Adds a field to the last row.
    mutating func add(_ field: ArraySlice<UInt8>) {
        bytes.append(contentsOf: field)
        endField()
    }

    /// Ends a field whose bytes were added.
    mutating func endField() {
        ends.append(Int32(bytes.count))
        bytes.append(0x0a)
    }

    mutating func removeFirstRow() {
        start = Int(ends[width - 1]) + 1
        ends.removeFirst(width)
        lines.removeFirst()
    }
}
