/// What was missing or new in rows that were turned to numbers.
struct TableTally: Sendable {
    var missingNumbers = 0
    private var missingTexts = 0
    private var firstMissing: String?
    private var unknown = 0
    private var firstUnknown: (text: String, column: String, line: Int)?
    private var firstUnknownPlace = ""

    /// A missing text where every training row had one.
    mutating func addMissingText(in column: String) {
        missingTexts += 1
        firstMissing = firstMissing ?? column
    }

    /// - Parameter line: from the block's first.
    mutating func addUnknown(_ text: String, in column: String, line: Int) {
        unknown += 1
        firstUnknown = firstUnknown ?? (text, column, line)
    }

    /// Adds what was found in the next block.
    mutating func add(_ next: TableTally, _ place: BlockPlace) {
        missingNumbers += next.missingNumbers
        missingTexts += next.missingTexts
        firstMissing = firstMissing ?? next.firstMissing
        unknown += next.unknown
        if firstUnknown == nil, let found = next.firstUnknown {
            firstUnknown = found
            firstUnknownPlace = place.line(found.line)
        }
    }

    /// What the user should know of the rows.
    var notes: [String] {
        let counted = [
            missingNumbers == 0
                ? nil : "\(missingNumbers) missing values, taken as the training rows' mean",
            firstMissing.map {
                "\(missingTexts) missing texts, which no training row lacked, taken as none of the "
                    + "known ones; the first: in \($0)"
            },
            firstUnknown.map {
                "\(unknown) texts that no training row had, taken as none of the known ones; "
                    + "the first: \"\($0.text)\" in \($0.column), \(firstUnknownPlace)"
            },
        ]
        return counted.compactMap { $0 }
    }
}
