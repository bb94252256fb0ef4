import OnwardData
import OnwardSettings

/// How a column's fields are taken.
enum ColumnReading: Hashable, Sendable {
    /// As plain numbers, where they are such, or else as texts.
    case open
    /// As texts, numbers too.
    case texts
    case written(FieldWriting)

    /// Numbers that a field becomes.
    var partCount: Int { writing?.parts.count ?? 1 }

    var writing: FieldWriting? { if case .written(let writing) = self { writing } else { nil } }

    /// What stands before the decimals of plain numbers; nil where fields are not read as such.
    var plainMark: DecimalMark? {
        switch self {
        case .open: .point
        case .texts: nil
        case .written(let writing): writing.plainMark
        }
    }
}

/// What one column holds in a block of rows.
struct ColumnGlimpse: Sendable {
    /// One of its texts.
    struct Text {
        let text: String
        let written: WrittenField
        /// Of its first field, from the block's first.
        let line: Int
        var count = 0
        var isInTraining = false
    }

    /// Plain numbers, and those that are such but for a decimal comma.
    private(set) var plain = NumberTally()
    private(set) var commas = NumberTally()
    private(set) var missing = 0
    private(set) var isMissingInTraining = false
    /// In the order of their first fields.
    private(set) var texts: [Text] = []
    private(set) var firstPoint: (line: Int, text: String)?
    private(set) var firstComma: (line: Int, text: String)?
    private(set) var firstInfinite: (line: Int, text: String)?
    /// Of the training rows, in order, a list for each part that a field has.
    private(set) var values: [[Double]]
    /// Whole numbers and texts as long as none came twice; nil from then on.
    private(set) var different: Set<Int>? = []

    /// - Parameter isTest: of the rows of all blocks, those of this one from `firstRow` on.
    init(
        _ column: Int, of block: FieldBlock, _ reading: ColumnReading, isTest: [Bool], firstRow: Int
    ) throws(RowFault) {
        values = Array(repeating: [], count: reading.partCount)
        // Test rows' numbers are overwritten by the next ones, which needs no branch.
        var (trained, count) = ([Double](repeating: 0, count: block.rowCount + 1), 0)
        let bytes = block.bytes.span
        let (mark, writing) = (reading.plainMark, reading.writing)
        var (plain, table) = (NumberTally(), TextTable())
        for row in 0..<block.rowCount {
            let field = block.field(row, column)
            let isInTraining = !isTest[firstRow &+ row]
            switch value(of: field, bytes, mark) {
            case .number(let number):
                trained[count] = number.value
                count &+= isInTraining ? 1 : 0
                plain.take(number)
                if number.hasPoint, firstPoint == nil { firstPoint = sighting(block, row, column) }
                if different != nil { noteDifferent(number.value) }
            case .comma(let number) where writing == nil:
                trained[count] = number.value
                count &+= isInTraining ? 1 : 0
                commas.take(number)
                if firstComma == nil { firstComma = sighting(block, row, column) }
                if different != nil { noteDifferent(number.value) }
            case .missing:
                missing += 1
                if isInTraining { isMissingInTraining = true }
            case .infinite: try noteInfinite(block, row, column)
            case .comma, .text:
                if let writing, mark != nil {
                    trained[count] = try numbers(writing, block, row, column)[0]
                    count &+= isInTraining ? 1 : 0
                } else if let writing {
                    let numbers = try numbers(writing, block, row, column)
                    guard isInTraining else { continue }
                    for (part, number) in numbers.enumerated() { values[part].append(number) }
                } else {
                    try take(table.number(of: field, in: bytes), block, row, column, isInTraining)
                }
            }
        }
        self.plain = plain
        guard mark != nil else { return }
        trained.removeLast(trained.count - count)
        values = [trained]
    }

    /// - Parameter number: of a text, in the order in which they came first.
    private mutating func take(
        _ number: Int, _ block: FieldBlock, _ row: Int, _ column: Int, _ isInTraining: Bool
    ) throws(RowFault) {
        if number == texts.count {
            texts.append(try text(block, row, column))
        } else {
            different = nil
        }
        texts[number].count += 1
        if isInTraining { texts[number].isInTraining = true }
    }

    private func value(
        of field: FieldBlock.Field, _ bytes: Span<UInt8>, _ mark: DecimalMark?
    ) -> TableValue {
        if let mark { return TableValue(bytes, field, mark: mark) }
        return TableValue.isMissing(bytes, field) ? .missing : .text
    }

    private func sighting(
        _ block: FieldBlock, _ row: Int, _ column: Int
    ) -> (line: Int, text: String) {
        (Int(block.lines[row]), String(decoding: block.slice(row, column), as: UTF8.self))
    }

    /// Real numbers are often all different; whole ones seldom, unless they are identifiers.
    private mutating func noteDifferent(_ number: Double) {
        let isNew =
            number == number.rounded() && different?.insert(number.hashValue).inserted == true
        if !isNew { different = nil }
    }

    private mutating func numbers(
        _ writing: FieldWriting, _ block: FieldBlock, _ row: Int, _ column: Int
    ) throws(RowFault) -> [Double] {
        guard let numbers = writing.numbers(block.slice(row, column)) else {
            throw RowFault(
                line: Int(block.lines[row]), expected: "\(writing.summary) in field \(column + 1)",
                got: "\"\(try block.text(row, column))\"", remedy: "write it as in other rows")
        }
        if !numbers.allSatisfy(TableValue.isFinite) { try noteInfinite(block, row, column) }
        return numbers
    }

    private mutating func noteInfinite(
        _ block: FieldBlock, _ row: Int, _ column: Int
    ) throws(RowFault) {
        guard firstInfinite == nil else { return }
        firstInfinite = (Int(block.lines[row]), try block.text(row, column))
    }

    private mutating func text(
        _ block: FieldBlock, _ row: Int, _ column: Int
    ) throws(RowFault) -> Text {
        let text = try block.text(row, column)
        if different?.insert(text.hashValue).inserted == false { different = nil }
        return Text(
            text: text, written: WrittenField(block.slice(row, column)),
            line: Int(block.lines[row]))
    }
}
