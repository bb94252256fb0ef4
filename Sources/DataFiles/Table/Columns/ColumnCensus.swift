import OnwardData
import OnwardSettings

/// What one column of a table turned out to hold, over all rows, and what its training rows teach.
struct ColumnCensus {
    /// More different texts than this are no categories.
    static let greatestLevelCount = 256

    /// A text, and the line that it stands on.
    typealias Sighting = (line: Int, text: String)

    private(set) var reading: ColumnReading
    /// Plain numbers, and those that are such but for a decimal comma, which count as written too.
    private(set) var plain = NumberTally()
    private(set) var commas = NumberTally()
    private(set) var missing = 0
    private(set) var isMissingInTraining = false
    /// Texts that are numbers in some writing, and others.
    private(set) var written = 0
    private(set) var stray = 0
    private(set) var firstStray: Sighting?
    private(set) var firstWritten: Sighting?
    /// The first with a point or comma.
    private(set) var firstMark: Sighting?
    private(set) var firstPoint: Sighting?
    private(set) var firstInfinite: Sighting?
    /// Those that all written texts have, and the first text that had none of those before it.
    private(set) var writings = Writings.all
    private(set) var firstOther: Sighting?
    /// Units, in the order in which they came first; "" is none.
    private(set) var units: [String] = []
    /// Different texts, and whether training rows have them; one more than may be at most.
    private(set) var levels: [String: Bool] = [:]
    /// Of every part that a field has, over the training rows.
    var moments: [RunningMoments]
    private var different: Set<Int>? = []

    init(_ reading: ColumnReading) {
        self.reading = reading
        moments = Array(repeating: RunningMoments(), count: reading.partCount)
    }

    /// Adds what the next block holds, but for the numbers of training rows.
    ///
    /// - Parameter firstLine: of the block.
    mutating func add(_ glimpse: ColumnGlimpse, firstLine: Int) {
        func placed(_ sighting: Sighting?) -> Sighting? {
            sighting.map { (firstLine + $0.line, $0.text) }
        }
        plain.add(glimpse.plain)
        commas.add(glimpse.commas)
        missing += glimpse.missing
        isMissingInTraining = isMissingInTraining || glimpse.isMissingInTraining
        firstPoint = firstPoint ?? placed(glimpse.firstPoint)
        firstInfinite = firstInfinite ?? placed(glimpse.firstInfinite)
        if let comma = placed(glimpse.firstComma) { add(glimpse.commas, comma) }
        for text in glimpse.texts { add(text, (firstLine + text.line, text.text)) }
        addDifferent(glimpse.different)
    }

    private mutating func add(_ text: ColumnGlimpse.Text, _ place: Sighting) {
        if levels.count <= ColumnCensus.greatestLevelCount || levels[text.text] != nil {
            levels[text.text] = text.isInTraining || levels[text.text] == true
        }
        guard !text.written.writings.isEmpty else {
            stray += text.count
            firstStray = firstStray ?? place
            return
        }
        written += text.count
        note(text.written.writings, text.written.unit, text.written.hasMark, place)
    }

    private mutating func add(_ commas: NumberTally, _ place: Sighting) {
        written += commas.count
        note(commas.pointed > 0 ? .comma : .decimal, "", true, place)
    }

    private mutating func note(
        _ possible: Writings, _ unit: String, _ hasMark: Bool, _ place: Sighting
    ) {
        firstWritten = firstWritten ?? place
        if hasMark { firstMark = firstMark ?? place }
        let common = writings.intersection(possible)
        let isOther = common.isEmpty || !units.isEmpty && !units.contains(unit) && !unit.isEmpty
        if isOther { firstOther = firstOther ?? place }
        if !units.contains(unit) { units.append(unit) }
        writings = common
    }

    /// Takes what was found for a column of numbers with decimal commas.
    ///
    /// - Returns: false where the numbers are others then, and it is to be read again.
    mutating func becomesDecimalCommas() -> Bool {
        guard written == commas.count, plain.count == plain.whole else { return false }
        reading = .written(.decimal(mark: .comma, unit: ""))
        return true
    }

    private mutating func addDifferent(_ more: Set<Int>?) {
        guard let more, let count = different?.count else {
            different = nil
            return
        }
        different?.formUnion(more)
        if different?.count != count + more.count { different = nil }
    }

    /// Whether it holds numbers in any writing.
    var isNumeric: Bool {
        switch reading {
        case .open: levels.isEmpty && commas.count == 0
        case .texts: false
        case .written: true
        }
    }

    /// The texts that training rows have; "" where one is missing.
    var trainingLevels: [String] {
        (levels.filter(\.value).keys + (isMissingInTraining ? [""] : [])).sorted()
    }

    /// Whether all training rows have the same value.
    var isConstant: Bool {
        isNumeric ? moments.allSatisfy(\.isConstant) : trainingLevels.count < 2
    }

    /// Whether every row has a whole number or text of its own.
    func isIdentifier(rows: Int) -> Bool {
        rows > 2 && missing == 0 && different?.count == rows
    }

    func feature(_ column: Int) -> TableFeature {
        let scales = moments.map(\.scale)
        if case .written(let writing) = reading {
            return TableFeature(column: column, kind: .written(writing, scales))
        }
        guard isNumeric else {
            return TableFeature(column: column, kind: .categories(trainingLevels))
        }
        return TableFeature(
            column: column,
            kind: .number(mean: scales[0].mean, deviation: scales[0].deviation))
    }
}
