import Foundation
import OnwardData
import OnwardSettings

/// What the columns of a table hold, and what the training rows teach about them.
///
/// One pass over the files, and another for columns that turn out to be written otherwise than plain
/// numbers or texts are.
struct TableSurvey {
    private let files: TableScan
    private let isTest: [Bool]
    private let layout: TableLayout
    /// Per column; nil for one that is no feature.
    private(set) var columns: [ColumnCensus?]

    init(
        _ scan: TableScan, layout: TableLayout, isTest: [Bool]
    ) throws(FileError) {
        files = scan
        self.isTest = isTest
        self.layout = layout
        columns = layout.names.map { _ in nil }
        for column in layout.features {
            columns[column] = ColumnCensus(layout.categorical.contains(column) ? .texts : .open)
        }
        try read(layout.features)
        let again = try decide().filter { column, reading in
            reading != .written(.decimal(mark: .comma, unit: ""))
                || columns[column]?.becomesDecimalCommas() != true
        }
        for (column, reading) in again { columns[column] = ColumnCensus(reading) }
        if !again.isEmpty { try read(again.keys.sorted()) }
        for column in again.keys.sorted() {
            guard let census = columns[column] else { continue }
            try decision.checkFinite(census, layout.name(column))
        }
        for (column, census) in columns.enumerated() {
            if let census { try decision.checkLevels(census, layout.name(column)) }
        }
    }

    var features: [TableFeature] {
        layout.features.compactMap { column in columns[column]?.feature(column) }
    }

    private var decision: ColumnDecision {
        ColumnDecision(
            decimalMark: layout.decimalMark, separator: layout.separator,
            place: files.urls[0].path)
    }

    /// Columns that are to be read again, and how.
    private func decide() throws(FileError) -> [Int: ColumnReading] {
        var readings: [Int: ColumnReading] = [:]
        for column in layout.features {
            guard let census = columns[column] else { continue }
            readings[column] = try decision.reading(of: census, layout.name(column))
        }
        let besideCommas = readings.values.contains {
            if case .written(.decimal(mark: .comma, _)) = $0 { true } else { false }
        }
        for (column, reading) in readings where reading == .open {
            guard let census = columns[column], census.isNumeric else { continue }
            readings[column] = try decision.reading(
                ofPlain: census, layout.name(column), besideCommas: besideCommas)
        }
        return readings.filter { columns[$0.key]?.reading != $0.value }
    }

    private mutating func read(_ wanted: [Int]) throws(FileError) {
        let (isTest, readings) = (isTest, wanted.map { columns[$0]?.reading ?? .open })
        try files.forEachBlock { block, firstRow throws(RowFault) in
            var glimpses: [ColumnGlimpse] = []
            for (column, reading) in zip(wanted, readings) {
                glimpses.append(
                    try ColumnGlimpse(
                        column, of: block, reading, isTest: isTest, firstRow: firstRow))
            }
            return glimpses
        } take: { glimpses, place in
            for (column, glimpse) in zip(wanted, glimpses) {
                columns[column]?.add(glimpse, firstLine: place.firstLine)
            }
            addValues(of: glimpses, wanted)
        }
    }

    private mutating func addValues(of glimpses: [ColumnGlimpse], _ wanted: [Int]) {
        var moments = wanted.flatMap { columns[$0]?.moments ?? [] }
        RunningMoments.take(glimpses.flatMap(\.values), into: &moments)
        for column in wanted {
            guard let count = columns[column]?.moments.count else { continue }
            columns[column]?.moments = Array(moments.prefix(count))
            moments.removeFirst(count)
        }
    }
}
