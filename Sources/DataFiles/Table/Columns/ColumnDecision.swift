import OnwardData
import OnwardSettings

/// Decides what a column's fields mean, from what all of them look like.
struct ColumnDecision {
    /// What was said of decimal marks; nil where that is to be seen.
    let decimalMark: DecimalMark?
    let separator: UInt8
    /// The file, for messages.
    let place: String

    /// How the column is to be read: open where it is what the first reading took it for.
    func reading(of census: ColumnCensus, _ name: String) throws(FileError) -> ColumnReading {
        try checkFinite(census, name)
        if case .texts = census.reading { return .texts }
        let (numbers, texts) = (census.plain.count + census.written, census.stray)
        guard numbers > texts else {
            return census.plain.count + census.commas.count > 0 ? .texts : .open
        }
        if let stray = census.firstStray {
            throw damaged(
                stray, expected: "a number in \(name), as in \(numbers) rows",
                remedy: "correct it, leave it empty for a missing value, or name the column in "
                    + "`categorical-columns` or `ignore-columns`")
        }
        guard let example = census.firstWritten else { return .open }
        return .written(try writing(of: census, name, example))
    }

    /// - Throws: `FileError` where the texts are too many to be categories.
    func checkLevels(_ census: ColumnCensus, _ name: String) throws(FileError) {
        guard census.levels.count > ColumnCensus.greatestLevelCount, !census.isNumeric else {
            return
        }
        let first = census.firstStray ?? census.firstWritten
        throw FileError(
            .damaged, at: place,
            expected: "at most \(ColumnCensus.greatestLevelCount) different texts in \(name)",
            got: first.map { "more, the first of them on line \($0.line): \"\($0.text)\"" }
                ?? "more", remedy: "leave the column out by `ignore-columns`")
    }

    func checkFinite(_ census: ColumnCensus, _ name: String) throws(FileError) {
        guard let infinite = census.firstInfinite else { return }
        throw FileError(
            .damaged, at: "\(place), line \(infinite.line)",
            expected: "a finite number in \(name)", got: infinite.text,
            remedy: "correct it, or leave it empty for a missing value")
    }

    private func writing(
        of census: ColumnCensus, _ name: String, _ example: ColumnCensus.Sighting
    ) throws(FileError) -> FieldWriting {
        var writings = census.writings
        if census.plain.count > census.plain.zeros {
            writings.formIntersection(census.plain.pointed > 0 ? .point : .decimal)
        } else if census.plain.zeros > 0 {
            // C prints a hexadecimal zero without 0x.
            writings.formIntersection([.decimal, .radix])
        }
        let units = census.units.filter { !$0.isEmpty }
        let isMixed =
            units.count > 1
            || units == ["%"] && (census.units.count > 1 || census.plain.count > census.plain.zeros)
        guard !writings.isEmpty, !isMixed else {
            let others = census.firstOther ?? census.firstPoint
            throw damaged(
                example, expected: "numbers of one writing in \(name)",
                and: others.map { "\"\($0.text)\" on line \($0.line)" } ?? "numbers without it",
                remedy: "write all of them in the same way, or name the column in "
                    + "`categorical-columns` or `ignore-columns`")
        }
        if !writings.isDisjoint(with: .decimal) {
            return .decimal(mark: try mark(of: census, writings, name), unit: units.first ?? "")
        }
        let others: [(Writings, FieldWriting)] = [
            (.radix, .radix), (.date, .date), (.dateTime, .dateTime),
            (.zonedDateTime, .zonedDateTime), (.time, .time),
        ]
        if let found = others.first(where: { writings.contains($0.0) }) { return found.1 }
        throw damaged(
            example, expected: "dates in \(name) with the year first, such as 2024-01-31",
            remedy: "write them so, or name the column in `categorical-columns` or `ignore-columns`"
        )
    }

    /// What parts whole numbers from decimals, where both marks may.
    private func mark(
        of census: ColumnCensus, _ writings: Writings, _ name: String
    ) throws(FileError) -> DecimalMark {
        let example = census.firstMark ?? census.firstPoint
        let possible = DecimalMark.allCases.filter { writings.contains(.decimal($0)) }
        if let decimalMark {
            guard possible.contains(decimalMark) else {
                throw damaged(
                    example ?? (1, ""),
                    expected: "numbers with a decimal \(decimalMark) in \(name)",
                    remedy:
                        "correct `decimal-mark`, or name the column in `categorical-columns` or "
                        + "`ignore-columns`")
            }
            return decimalMark
        }
        guard possible.count > 1, let example else { return possible[0] }
        // 1,234 in a file that parts its fields by commas is a thousand and more.
        if separator == UInt8(ascii: ",") { return .point }
        // Where semicolons part them, commas are decimal, unless numbers below a thousand have none.
        if separator == UInt8(ascii: ";"), census.plain.whole == census.plain.zeros,
            census.plain.grouped == 0,
            !example.text.contains(".")
        {
            return .comma
        }
        throw ambiguous(name, example)
    }

    /// Looks again at a column of plain numbers, once it is known whether others have decimal commas.
    func reading(
        ofPlain census: ColumnCensus, _ name: String, besideCommas: Bool
    ) throws(FileError) -> ColumnReading {
        guard let example = census.firstPoint, decimalMark != .point else { return .open }
        if decimalMark == .comma {
            guard census.plain.pointed == 0 else {
                throw damaged(
                    example, expected: "numbers with a decimal comma in \(name)",
                    remedy: "correct `decimal-mark`, or leave the column out by `ignore-columns`")
            }
            return .written(.decimal(mark: .comma, unit: ""))
        }
        // 999 and 1.234 are what whole numbers look like where commas are decimal.
        let mayBeGroups = separator == UInt8(ascii: ";") && census.plain.whole > census.plain.zeros
        if census.plain.pointed == 0, besideCommas || mayBeGroups { throw ambiguous(name, example) }
        return .open
    }

    private func ambiguous(_ name: String, _ example: ColumnCensus.Sighting) -> FileError {
        damaged(
            example,
            expected: "numbers in \(name) whose marks part thousands or decimals, but not either",
            remedy: "set `decimal-mark` to point or comma, or name the column in "
                + "`categorical-columns` or `ignore-columns`")
    }

    private func damaged(
        _ sighting: ColumnCensus.Sighting, expected: String, and more: String? = nil, remedy: String
    ) -> FileError {
        FileError(
            .damaged, at: "\(place), line \(sighting.line)", expected: expected,
            got: "\"\(sighting.text)\"" + (more.map { " and \($0)" } ?? ""), remedy: remedy)
    }
}
