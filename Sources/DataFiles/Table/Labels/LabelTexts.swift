import OnwardData
import OnwardSettings

/// The labels of a block's rows: which texts there are, and which of them each row has.
struct BlockLabels: Sendable {
    /// In the order in which they came first, and the lines on which they did.
    private(set) var texts: [String] = []
    private(set) var lines: [Int] = []
    private(set) var numbers: [Int32] = []

    /// - Parameter name: of a column in which nothing may be missing.
    init(of block: FieldBlock, _ column: Int, name: String? = nil) throws(RowFault) {
        let bytes = block.bytes.span
        var table = TextTable()
        numbers.reserveCapacity(block.rowCount)
        for row in 0..<block.rowCount {
            let field = block.field(row, column)
            let number = table.number(of: field, in: bytes)
            numbers.append(Int32(number))
            guard number == texts.count else { continue }
            let text = try block.text(row, column)
            if let name, TableValue.isMissing(bytes, field) {
                throw RowFault(
                    line: Int(block.lines[row]), expected: "a class in \(name)",
                    got: text.isEmpty ? "nothing" : "\"\(text)\"",
                    remedy: "label the row or remove it")
            }
            texts.append(text)
            lines.append(Int(block.lines[row]))
        }
    }
}

/// The labels of all rows, as texts that are numbered in the order in which they came first.
struct LabelTexts {
    private(set) var texts: [String] = []
    /// Where each came first.
    private(set) var places: [(block: BlockPlace, line: Int)] = []
    /// Per row.
    private(set) var numbers: [Int32] = []
    private var known: [String: Int32] = [:]

    mutating func add(_ block: BlockLabels, _ place: BlockPlace) {
        let own = zip(block.texts, block.lines).map { text, line in
            number(of: text, place, line)
        }
        numbers.reserveCapacity(numbers.count + block.numbers.count)
        for number in block.numbers { numbers.append(own[Int(number)]) }
    }

    private mutating func number(of text: String, _ place: BlockPlace, _ line: Int) -> Int32 {
        if let number = known[text] { return number }
        let number = Int32(texts.count)
        known[text] = number
        texts.append(text)
        places.append((place, line))
        return number
    }
}
