import OnwardData
import OnwardSettings

/// Whether a table's first line names its columns.
struct TableHeader {
    /// More rows than these need not be looked at.
    private static let rowLimit = 1000

    let isThere: Bool
    /// Why that is thought, in a few words.
    let reason: String

    /// - Parameters:
    ///   - head: the first rows.
    ///   - label: how the label column was called; a number says nothing about a header.
    ///   - given: what was said about a header, which settles it.
    ///   - known: whether there was one when a network was trained; nil where none was.
    init(
        _ head: FieldBlock, label: String, given: Bool?, known: Bool?, place: BlockPlace
    ) throws(FileError) {
        do throws(RowFault) {
            if let given {
                self = TableHeader(given, "as `header` says")
            } else if let known {
                self = TableHeader(known, "as when the model was trained")
            } else {
                self = try TableHeader.decide(head, label: label)
            }
        } catch {
            throw place.error(error)
        }
    }

    private init(_ isThere: Bool, _ reason: String) {
        (self.isThere, self.reason) = (isThere, reason)
    }

    private static func decide(
        _ head: FieldBlock, label: String
    ) throws(RowFault) -> TableHeader {
        let names = try head.texts(ofRow: 0)
        if Int(label) == nil, names.contains(label) {
            return TableHeader(true, "\(label) is in the first line")
        }
        let rows = 1..<min(head.rowCount, rowLimit)
        let numeric = (0..<head.width).filter { isNumeric(head, $0, rows) }
        let name = numeric.first { kind(head, 0, $0) == .text }
        let number = numeric.first { kind(head, 0, $0) == .number }
        if let name, let number {
            throw RowFault(
                line: Int(head.lines[0]), expected: "names of columns, or values like those below",
                got: "\"\(names[name])\" above numbers, and \"\(names[number])\" too",
                remedy: "set `header` to true or false")
        }
        if let name { return TableHeader(true, "\(names[name]) stands above numbers") }
        if let number {
            return TableHeader(
                false, "\(names[number]) in the first line is a number as those below")
        }
        let areTexts = (0..<head.width).allSatisfy { kind(head, 0, $0) != .number }
        for column in 0..<head.width where !names[column].isEmpty {
            if rows.contains(where: { head.slice($0, column) == head.slice(0, column) }) {
                return TableHeader(false, "\(names[column]) in the first line comes again below")
            }
        }
        return areTexts && Set(names).count == names.count
            ? TableHeader(true, "nothing in the first line comes again below")
            : TableHeader(false, "the first line has numbers or the same text twice")
    }

    private enum Kind { case missing, number, text }

    private static func kind(_ head: FieldBlock, _ row: Int, _ column: Int) -> Kind {
        switch TableValue(head.bytes.span, head.field(row, column)) {
        case .missing: .missing
        case .number, .comma, .infinite: .number
        case .text: WrittenField(head.slice(row, column)).writings.isEmpty ? .text : .number
        }
    }

    /// Whether a column has nothing but numbers, in any writing.
    private static func isNumeric(_ head: FieldBlock, _ column: Int, _ rows: Range<Int>) -> Bool {
        var hasNumbers = false
        for row in rows {
            switch kind(head, row, column) {
            case .missing: continue
            case .number: hasNumbers = true
            case .text: return false
            }
        }
        return hasNumbers
    }
}
