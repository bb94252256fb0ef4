import OnwardData
import OnwardSettings

/// What one column of a table turned out to hold, over all rows.
struct ColumnCensus {
    /// More different texts than this are no categories.
    static let greatestLevelCount = 256

    private(set) var numbers = 0
    private(set) var texts = 0
    private(set) var missing = 0
    private(set) var firstText: (line: Int, value: String)?
    private(set) var firstInfinite: (line: Int, value: String)?
    private var levels: Set<String> = []
    /// Whole numbers and texts as long as none came twice; nil from then on.
    private var different: Set<Int>? = []
    /// Whether its numbers are only names.
    let isCategorical: Bool

    init(isCategorical: Bool) { self.isCategorical = isCategorical }

    mutating func take(_ column: Int, of file: DelimitedFile) throws(FileError) {
        let field = file.bytes(column)
        var value = TableValue(field)
        if isCategorical {
            if case .missing = value {} else { value = .text }
        }
        switch value {
        case .missing: missing += 1
        case .number(let number):
            numbers += 1
            // Real numbers are often all different; whole ones seldom, unless they are identifiers.
            if number == number.rounded() { note(number.hashValue) } else { different = nil }
        case .infinite:
            firstInfinite = firstInfinite ?? (file.line, String(decoding: field, as: UTF8.self))
        case .text:
            texts += 1
            let text = try file.text(column)
            firstText = firstText ?? (file.line, text)
            if levels.count <= ColumnCensus.greatestLevelCount { levels.insert(text) }
            note(text.hashValue)
        }
    }

    private mutating func note(_ hash: Int) {
        if different?.insert(hash).inserted == false { different = nil }
    }

    var isNumeric: Bool { texts == 0 && !isCategorical }

    /// Whether every row has a whole number or text of its own.
    func isIdentifier(rows: Int) -> Bool {
        rows > 2 && missing == 0 && different?.count == rows
    }

    /// - Throws: `FileError` where the column is neither numbers nor categories.
    func check(_ name: String, at place: String) throws(FileError) {
        if let infinite = firstInfinite {
            throw FileError(
                .damaged, at: "\(place), line \(infinite.line)",
                expected: "a finite number in \(name)", got: infinite.value,
                remedy: "correct it, or leave it empty for a missing value")
        }
        guard let text = firstText else { return }
        if numbers > texts, !isCategorical {
            throw FileError(
                .damaged, at: "\(place), line \(text.line)",
                expected: "a number in \(name), as in \(numbers) rows", got: "\"\(text.value)\"",
                remedy: "correct it, leave it empty for a missing value, or name the column in "
                    + "`categorical-columns` or `ignore-columns`")
        }
        if levels.count > ColumnCensus.greatestLevelCount {
            throw FileError(
                .damaged, at: place,
                expected: "at most \(ColumnCensus.greatestLevelCount) different texts in \(name)",
                got: "more, the first of them on line \(text.line): \"\(text.value)\"",
                remedy: "leave the column out by `ignore-columns`")
        }
    }
}
