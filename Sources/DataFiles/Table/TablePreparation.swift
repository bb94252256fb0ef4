import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

/// How the rows of a table become samples: which columns count, and what was learned of each from
/// the training rows.
///
/// Numbers are standardized, dates and times by their parts, and texts become one number per level. What
/// was missing in a column of numbers becomes the training rows' mean; in a column of texts it is a level
/// of its own. A text that no training row had becomes zeros, and so does a missing one.
package struct TablePreparation: Preparation, Hashable {
    package static let name = "table"

    package let hasHeader: Bool
    /// All columns of the training table; their numbers where it had no header.
    let columns: [String]
    let label: Int
    /// Files may lack the columns that are neither these nor the label.
    package let features: [TableFeature]

    /// Numbers in a sample.
    var width: Int { features.reduce(0) { $0 + $1.width } }

    /// The columns that a sample is made of.
    package var featureNames: [String] { features.map { columns[$0.column] } }

    package func samples(at url: URL, classes: [String]?) throws(FileError) -> PreparedSamples {
        let places = try places(in: url, needsLabel: classes != nil)
        let labelPlace = classes == nil ? nil : places[label].map { (place: $0, name: labelName) }
        let scan = try TableScan(
            [url], .init(hasHeader: hasHeader, label: labelPlace, group: nil))
        guard scan.count > 0 else {
            throw FileError(
                .damaged, at: url, expected: "rows", got: "none",
                remedy: "give the file with the data")
        }
        let labels = try classes.map { classes throws(FileError) in
            try TableClasses(scan.labels, known: classes).numbers
        }
        return try samples(
            of: scan, labels: labels ?? [Int32](repeating: 0, count: scan.count), places: places)
    }

    /// - Parameters:
    ///   - labels: one for each row.
    ///   - places: of each column of the training table in the files.
    func samples(
        of scan: TableScan, labels: [Int32], places: [Int?]
    ) throws(FileError) -> PreparedSamples {
        try checkMemory(rows: scan.count, at: scan.urls[0])
        let table = Matrix(rows: scan.count, columns: width)
        var contents: [UInt64] = []
        contents.reserveCapacity(scan.count)
        var tally = TableTally()
        let writer = TableWriter(self, places: places)
        try scan.forEachBlock { block, _ throws(RowFault) in
            try writer.rows(of: block)
        } take: { rows, place in
            let first = contents.count
            table.rows(first..<first + rows.contents.count).assign(rows.values)
            contents += rows.contents
            tally.add(rows.tally, place)
        }
        let samples = Samples(
            dense: table, scale: 1, labels: Matrix(labels, columns: 1), shape: Shape(width),
            groups: scan.groups, origin: SampleOrigin(contents: contents))
        return PreparedSamples(samples, notes: tally.notes)
    }

    private var labelName: String { hasHeader ? columns[label] : "column \(columns[label])" }

    /// Rows are many small numbers in a file, and 4 bytes for every level here.
    func checkMemory(rows: Int, at url: URL) throws(FileError) {
        let (byteCount, overflows) = (4 * rows).multipliedReportingOverflow(by: width)
        let memory = ProcessInfo.processInfo.physicalMemory
        guard overflows || byteCount > memory else { return }
        throw FileError(
            .damaged, at: url,
            expected: "no more than the \(memory) bytes of this machine's memory",
            got: "\(rows) rows of \(width) numbers",
            remedy: "give fewer rows, or leave out columns with many categories")
    }

    /// Where each column of the training table stands in a file; nil for one that is not there.
    func places(in url: URL, needsLabel: Bool) throws(FileError) -> [Int?] {
        let file = try DelimitedFile(url)
        guard file.head.rowCount > 0 else { return columns.indices.map { $0 } }
        let needed = Set(features.map(\.column) + (needsLabel ? [label] : []))
        guard hasHeader else { return try placesByNumber(file, needed) }
        let names = try file.firstRow()
        guard !Set(names).isDisjoint(with: columns) else {
            throw file.damagedHeader(
                expected: "a first row with the columns' names \(ColumnFinder.list(columns))",
                got: ColumnFinder.list(names), remedy: "give a file with the header")
        }
        _ = try file.columnNames(hasHeader: true)
        let places = columns.map { names.firstIndex(of: $0) }
        if let lacking = columns.indices.first(where: { needed.contains($0) && places[$0] == nil })
        {
            let near = Names.nearest(to: columns[lacking], among: names)
            throw file.damagedHeader(
                expected:
                    "a column \(columns[lacking])\(lacking == label ? " with the classes" : "")",
                got: near.map { "none, but one that is called \($0)" } ?? "none of that name",
                remedy: "add it, or rename it as in the training table")
        }
        if let stray = names.first(where: { !columns.contains($0) }) {
            throw file.damagedHeader(
                expected: "the columns \(ColumnFinder.list(columns))", got: "\"\(stray)\" too",
                remedy: "remove the column, which the model does not know")
        }
        return places
    }

    /// Without a header columns go by their number; the label's may be left out.
    private func placesByNumber(
        _ file: DelimitedFile, _ needed: Set<Int>
    ) throws(FileError) -> [Int?] {
        let count = file.head.width
        if count == columns.count { return columns.indices.map { $0 } }
        guard count == columns.count - 1, !needed.contains(label) else {
            throw file.damagedHeader(
                expected: "\(columns.count) columns as in the training table"
                    + (needed.contains(label) ? "" : ", or one fewer, without the label"),
                got: "\(count)", remedy: "give rows with these columns")
        }
        return columns.indices.map { $0 == label ? nil : $0 > label ? $0 - 1 : $0 }
    }
}
