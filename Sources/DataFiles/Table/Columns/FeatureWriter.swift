import OnwardCompute
import OnwardData
import OnwardSettings

/// Turns one column's fields to the numbers of a feature.
struct FeatureWriter: Sendable {
    private let kind: TableFeature.Kind
    /// Its field in a row.
    private let place: Int
    private let firstInput: Int
    /// In messages.
    private let name: String
    private let key: UInt64
    /// Each level's number, by its bytes, and by its text in whichever Unicode form.
    private var table = TextTable()
    private var levels: [String: Int] = [:]
    private var levelContents: [UInt64] = []

    init(
        _ feature: TableFeature, place: Int, firstInput: Int, name: String, hasName: Bool
    ) {
        kind = feature.kind
        self.place = place
        self.firstInput = firstInput
        self.name = hasName ? name : "column \(name)"
        key = ContentHash.of(name)
        guard case .categories(let texts) = feature.kind else { return }
        for (number, text) in texts.enumerated() {
            let bytes = Array(text.utf8)
            _ = table.number(of: .init(start: 0, end: bytes.count), in: bytes.span)
            levels[text] = number
            levelContents.append(content(ofText: text))
        }
    }

    func write(
        _ block: FieldBlock, into rows: inout WrittenRows, width: Int
    ) throws(RowFault) {
        switch kind {
        case .number(let mean, let deviation):
            let scale = TableFeature.Scale(mean: mean, deviation: deviation)
            rows.tally.missingNumbers += try write(
                block, scale, .point, nil, into: &rows.values, &rows.contents, width)
        case .categories: try writeLevels(block, &rows, width)
        case .written(let writing, let scales):
            guard let mark = writing.plainMark else {
                return try write(block, writing, scales, &rows, width)
            }
            rows.tally.missingNumbers += try write(
                block, scales[0], mark, writing, into: &rows.values, &rows.contents, width)
        }
    }

    /// - Parameter writing: of fields that are no plain numbers with this mark; nil where all must be.
    /// - Returns: how many values are missing.
    private func write(
        _ block: FieldBlock, _ scale: TableFeature.Scale, _ mark: DecimalMark,
        _ writing: FieldWriting?, into rows: inout [Float], _ hashes: inout [UInt64], _ width: Int
    ) throws(RowFault) -> Int {
        let bytes = block.bytes.span
        var values = rows.mutableSpan
        var contents = hashes.mutableSpan
        var missing = 0
        for row in 0..<block.rowCount {
            let number: Double
            switch TableValue(bytes, block.field(row, place), mark: mark) {
            case .number(let plain): number = plain.value
            case .missing: number = .nan
            case .comma, .infinite, .text:
                guard let written = writing?.numbers(block.slice(row, place))?.first,
                    TableValue.isFinite(written)
                else {
                    let expected = writing?.summary ?? "a finite number"
                    throw fault(block, row, expected: "\(expected) in \(name)")
                }
                number = written
            }
            contents[row] &+= content(of: number, key)
            if number.isNaN {
                missing += 1
            } else {
                values[row &* width &+ firstInput] = scale.value(number)
            }
        }
        return missing
    }

    private func write(
        _ block: FieldBlock, _ writing: FieldWriting, _ scales: [TableFeature.Scale],
        _ rows: inout WrittenRows, _ width: Int
    ) throws(RowFault) {
        let bytes = block.bytes.span
        for row in 0..<block.rowCount {
            guard !TableValue.isMissing(bytes, block.field(row, place)) else {
                rows.tally.missingNumbers += 1
                rows.contents[row] &+= content(of: .nan, key)
                continue
            }
            guard let numbers = writing.numbers(block.slice(row, place)),
                numbers.allSatisfy(TableValue.isFinite)
            else {
                throw fault(block, row, expected: "\(writing.summary) in \(name)")
            }
            for (part, number) in numbers.enumerated() {
                rows.values[row * width + firstInput + part] = scales[part].value(number)
                rows.contents[row] &+= content(of: number, key &+ UInt64(part))
            }
        }
    }

    private func writeLevels(
        _ block: FieldBlock, _ rows: inout WrittenRows, _ width: Int
    ) throws(RowFault) {
        let bytes = block.bytes.span
        for row in 0..<block.rowCount {
            let field = block.field(row, place)
            let isMissing = TableValue.isMissing(bytes, field)
            if let level = isMissing ? levels[""] : table.known(field, in: bytes) {
                rows.values[row * width + firstInput + level] = 1
                rows.contents[row] &+= levelContents[level]
                continue
            }
            let text = isMissing ? "" : try block.text(row, place)
            rows.contents[row] &+= content(ofText: text)
            if let level = levels[text] {
                rows.values[row * width + firstInput + level] = 1
            } else if isMissing {
                rows.tally.addMissingText(in: name)
            } else {
                rows.tally.addUnknown(text, in: name, line: Int(block.lines[row]))
            }
        }
    }

    /// Zero is the same below and above it; one that is missing is no number.
    private func content(of number: Double, _ key: UInt64) -> UInt64 {
        FeatureWriter.mixed((number == 0 ? 0 : number.bitPattern) ^ key)
    }

    private func content(ofText text: String) -> UInt64 {
        FeatureWriter.mixed(ContentHash.of(text) ^ key)
    }

    /// Spreads a change of any bit over all bits, so that columns' contents can be summed in any order
    /// (the finish of SplitMix64).
    private static func mixed(_ word: UInt64) -> UInt64 {
        var word = word
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }

    private func fault(_ block: FieldBlock, _ row: Int, expected: String) -> RowFault {
        RowFault(
            line: Int(block.lines[row]), expected: expected,
            got: "\"\(String(decoding: block.slice(row, place).prefix(40), as: UTF8.self))\"",
            remedy: "correct it, or leave it empty for a missing value")
    }
}
