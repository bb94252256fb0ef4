import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

/// How the rows of a table become samples: which columns count, and what was learned of each from
/// the training rows.
///
/// Numbers are standardized, texts become one number per level. What was missing in a column of
/// numbers becomes the training rows' mean; in a column of texts it is a level of its own. A text
/// that no training row had becomes zeros.
package struct TablePreparation: Preparation, Hashable {
    package static let name = "table"

    let hasHeader: Bool
    /// All columns of the training table; their numbers where it had no header.
    let columns: [String]
    let label: Int
    /// Files may lack the columns that are neither these nor the label.
    let features: [TableFeature]

    /// Numbers in a sample.
    var width: Int { features.reduce(0) { $0 + $1.width } }

    package func samples(at url: URL, classes: [String]?) throws(FileError) -> PreparedSamples {
        let places = try places(in: url, needsLabel: classes != nil)
        let count = try TablePreparation.count(url, hasHeader: hasHeader)
        guard count > 0 else {
            throw FileError(
                .damaged, at: url, expected: "rows", got: "none",
                remedy: "give the file with the data")
        }
        try checkMemory(rows: count, at: url)
        let table = Matrix(rows: count, columns: width)
        var writer = TableWriter(self, places: places)
        var labels = [Int32](repeating: 0, count: count)
        let file = try DelimitedFile(url)
        if hasHeader { _ = try file.next() }
        for row in 0..<count {
            guard try file.next() else { break }
            if let classes { labels[row] = try label(in: file, places[label], classes) }
            try writer.write(file, into: table.rows(row..<row + 1))
        }
        return PreparedSamples(
            Samples(
                dense: table, scale: 1, labels: Matrix(labels, columns: 1), shape: Shape(width)),
            notes: writer.notes)
    }

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

    private func label(
        in file: DelimitedFile, _ place: Int?, _ classes: [String]
    ) throws(FileError) -> Int32 {
        let text = try place.map { place throws(FileError) in try file.text(place) } ?? ""
        if let index = classes.firstIndex(of: text) { return Int32(index) }
        throw file.damaged(
            expected: "one of the model's classes \(ColumnFinder.list(classes))",
            got: "\"\(text)\"", remedy: "correct the label, or give rows of these classes")
    }

    /// Where each column of the training table stands in a file; nil for one that is not there.
    private func places(in url: URL, needsLabel: Bool) throws(FileError) -> [Int?] {
        let file = try DelimitedFile(url)
        guard try file.next() else { return columns.indices.map { $0 } }
        let needed = Set(features.map(\.column) + (needsLabel ? [label] : []))
        guard hasHeader else { return try placesByNumber(file, needed) }
        let names = try TableLayout.fields(of: file)
        guard !Set(names).isDisjoint(with: columns) else {
            throw file.damaged(
                expected: "a first row with the columns' names \(ColumnFinder.list(columns))",
                got: ColumnFinder.list(names), remedy: "give a file with the header")
        }
        _ = try TableLayout.names(in: file, hasHeader: true)
        let places = columns.map { names.firstIndex(of: $0) }
        if let lacking = columns.indices.first(where: { needed.contains($0) && places[$0] == nil })
        {
            let near = Names.nearest(to: columns[lacking], among: names)
            throw file.damaged(
                expected:
                    "a column \(columns[lacking])\(lacking == label ? " with the classes" : "")",
                got: near.map { "none, but one that is called \($0)" } ?? "none of that name",
                remedy: "add it, or rename it as in the training table")
        }
        if let stray = names.first(where: { !columns.contains($0) }) {
            throw file.damaged(
                expected: "the columns \(ColumnFinder.list(columns))", got: "\"\(stray)\" too",
                remedy: "remove the column, which the model does not know")
        }
        return places
    }

    /// Without a header columns go by their number; the label's may be left out.
    private func placesByNumber(
        _ file: DelimitedFile, _ needed: Set<Int>
    ) throws(FileError) -> [Int?] {
        if file.fieldCount == columns.count { return columns.indices.map { $0 } }
        guard file.fieldCount == columns.count - 1, !needed.contains(label) else {
            throw file.damaged(
                expected: "\(columns.count) columns as in the training table"
                    + (needed.contains(label) ? "" : ", or one fewer, without the label"),
                got: "\(file.fieldCount)", remedy: "give rows with these columns")
        }
        return columns.indices.map { $0 == label ? nil : $0 > label ? $0 - 1 : $0 }
    }

    private static func count(_ url: URL, hasHeader: Bool) throws(FileError) -> Int {
        let file = try DelimitedFile(url)
        var count = hasHeader ? -1 : 0
        while try file.next() { count += 1 }
        return max(count, 0)
    }
}
