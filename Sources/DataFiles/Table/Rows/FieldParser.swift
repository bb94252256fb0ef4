import OnwardCompute
import OnwardData
import OnwardSettings

/// Finds the fields of a block of rows: CSV as RFC 4180 has it, with any separator.
///
/// Fields that hold separators, line ends or quotation marks stand in quotation marks, and a mark
/// inside them is doubled. Lines end with LF, CRLF or CR. Strict: a mark in any other place, an
/// empty line between rows and another number of fields than in the first row are faults.
struct FieldParser {
    private static let quote = UInt8(ascii: "\"")

    private let bytes: [UInt8]
    /// Where separators, quotation marks and line ends are.
    private let places: [Int32]
    private let separator: UInt8
    /// Fields of the file's first row; nil where this is it.
    private let width: Int?
    private var block = FieldBlock()
    private var line = 0
    private var rowLine = 0
    /// Fields before the row.
    private var rowStart = 0

    static func fields(
        of bytes: [UInt8], separator: UInt8, width: Int?
    ) throws(RowFault) -> FieldBlock {
        // Where nothing stands in marks, a CR before an LF says nothing.
        let isJoinable =
            TextMarks.count(of: 0x0d, in: bytes, from: 0) > 0
            && TextMarks.count(of: quote, in: bytes, from: 0) == 0
        let bytes = isJoinable ? TextMarks.joiningLineEnds(bytes) ?? bytes : bytes
        let places = TextMarks.places(in: bytes, separator: separator)
        if let plain = FieldBlock(plain: bytes, places, separator: separator, width: width) {
            return plain
        }
        var parser = FieldParser(
            bytes: bytes, places: places, separator: separator, width: width)
        try parser.parse()
        return parser.block
    }

    private init(bytes: [UInt8], places: [Int32], separator: UInt8, width: Int?) {
        self.bytes = bytes
        self.places = places
        self.separator = separator
        self.width = width
        block.width = width ?? 0
        block.bytes.reserveCapacity(bytes.count + 1)
        block.ends.reserveCapacity(places.count + 1)
    }

    private mutating func parse() throws(RowFault) {
        var (start, next) = (0, 0)
        while next < places.count {
            let place = Int(places[next])
            let byte = bytes[place]
            if byte == separator {
                add(start..<place)
                (start, next) = (place + 1, next + 1)
            } else if byte == FieldParser.quote {
                guard place == start else { throw strayMark }
                (start, next) = try quotedField(from: next)
            } else {
                if place == start, block.ends.count == rowStart {
                    noteBlankLine()
                } else {
                    add(start..<place)
                    try endRow()
                }
                (start, next) = behindLineEnd(place, next)
            }
        }
        // A last line may lack its end.
        guard start < bytes.count || block.ends.count > rowStart else { return }
        guard bytes.count <= RowCutter.greatestRow else {
            throw fault(
                expected: "a row of at most \(RowCutter.greatestRow) bytes", got: "more",
                remedy: "correct the line")
        }
        add(start..<bytes.count)
        try endRow()
    }

    /// A field without marks.
    private mutating func add(_ range: Range<Int>) {
        var field = bytes[range]
        guard let first = field.first, let last = field.last, first <= 0x20 || last <= 0x20 else {
            return block.add(field)
        }
        while let first = field.first, first == 0x20 || first == 0x09 { field.removeFirst() }
        while let last = field.last, last == 0x20 || last == 0x09 { field.removeLast() }
        block.add(field)
    }

    /// - Parameter first: the number of the mark that opens it.
    /// - Returns: where the next field or row begins, and the next mark's number.
    private mutating func quotedField(
        from first: Int
    ) throws(RowFault) -> (start: Int, next: Int) {
        var start = Int(places[first]) + 1
        var next = first + 1
        while next < places.count {
            let place = Int(places[next])
            if bytes[place] == 0x0a { line += 1 }
            next += 1
            guard bytes[place] == FieldParser.quote else { continue }
            block.bytes += bytes[start..<place]
            if place + 1 < bytes.count, bytes[place + 1] == FieldParser.quote {
                // Of two marks the second is the field's.
                start = place + 1
                next += 1
                continue
            }
            return try endQuotedField(place + 1, next)
        }
        throw fault(
            expected: "a quotation mark that closes field \(block.ends.count - rowStart + 1)",
            got: bytes.count > RowCutter.greatestRow
                ? "none in \(RowCutter.greatestRow) bytes" : "the end of the file",
            remedy: "correct the line")
    }

    private mutating func endQuotedField(
        _ place: Int, _ next: Int
    ) throws(RowFault) -> (start: Int, next: Int) {
        let byte = place < bytes.count ? bytes[place] : 0x0a
        guard byte == separator || byte == 0x0a || byte == 0x0d else { throw strayMark }
        block.endField()
        if byte == separator { return (place + 1, next + 1) }
        try endRow()
        return place < bytes.count ? behindLineEnd(place, next) : (place, next)
    }

    /// Behind LF, CR or both of CRLF.
    private func behindLineEnd(_ place: Int, _ next: Int) -> (start: Int, next: Int) {
        let isPair =
            bytes[place] == 0x0d && place + 1 < bytes.count && bytes[place + 1] == 0x0a
        return isPair ? (place + 2, next + 2) : (place + 1, next + 1)
    }

    private mutating func noteBlankLine() {
        block.blankLine = block.blankLine ?? line
        beginRow()
    }

    private mutating func endRow() throws(RowFault) {
        let count = block.ends.count - rowStart
        if let blank = block.blankLine { throw .blankLine(blank, fields: width ?? count) }
        if block.width == 0 { block.width = count }
        guard count == block.width else {
            throw fault(
                expected: "\(block.width) fields as in the first row", got: "\(count)",
                remedy: "correct the line")
        }
        block.lines.append(Int32(rowLine))
        beginRow()
    }

    private mutating func beginRow() {
        line += 1
        rowLine = line
        rowStart = block.ends.count
        block.lineCount = line
    }

    private var strayMark: RowFault {
        fault(
            expected: "a field wholly in quotation marks, or in none",
            got: "a mark inside field \(block.ends.count - rowStart + 1)",
            remedy: "put the field in marks and double those inside it")
    }

    private func fault(expected: String, got: String, remedy: String) -> RowFault {
        RowFault(line: rowLine, expected: expected, got: got, remedy: remedy)
    }
}
