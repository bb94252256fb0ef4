import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

/// What the columns of a table are called and what each is for.
struct TableLayout {
    let header: TableHeader
    /// Of a table without a header, the columns' numbers from 1.
    let names: [String]
    let label: Int
    let group: Int?
    let ignored: Set<Int>
    /// Columns whose numbers are only names.
    let categorical: Set<Int>
    /// What was said about it.
    let decimalMark: DecimalMark?
    let separator: UInt8

    init(_ file: DelimitedFile, _ request: DataRequest) throws {
        guard file.head.rowCount > 0 else {
            throw FileError(
                .damaged, at: file.url, expected: "rows", got: "an empty file",
                remedy: "give the file with the data")
        }
        let options = try TableOptions(request.settings)
        guard let wanted = options.label else {
            throw FileError(
                .missing, at: file.url, expected: "a column with the classes", got: "none named",
                remedy: "name it by `label-column`; the first row is "
                    + (try file.firstRow()).prefix(8).joined(separator: ", "))
        }
        header = try TableHeader(
            file.head, label: wanted, given: options.hasHeader,
            known: (request.known?.preparation as? TablePreparation)?.hasHeader,
            place: BlockPlace(file: file.url.path))
        names = try file.columnNames(hasHeader: header.isThere)
        let finder = ColumnFinder(names: names, hasHeader: header.isThere, place: file.url.path)
        label = try finder.column(wanted, for: "label-column")
        group = try options.group.map {
            try finder.column($0, for: "group-column")
        }
        ignored = try finder.columns(options.ignored, for: "ignore-columns")
        categorical = try finder.columns(
            options.categorical, for: "categorical-columns")
        decimalMark = options.decimalMark
        separator = file.separator
        guard !ignored.contains(label), group != label, !features.isEmpty else {
            throw FileError(
                .inconsistent, at: file.url,
                expected: "a label column and others to tell it by",
                got: features.isEmpty
                    ? "no other column" : "a label column that is left out or the group's",
                remedy: "correct `label-column`, `group-column` or `ignore-columns`")
        }
    }

    var hasHeader: Bool { header.isThere }

    /// Columns that the network sees. What groups samples is no feature.
    var features: [Int] {
        names.indices.filter { $0 != label && $0 != group && !ignored.contains($0) }
    }

    /// What the column is called in messages.
    func name(_ column: Int) -> String { hasHeader ? names[column] : "column \(names[column])" }

    /// - Throws: `FileError` where a file's columns are not those of the layout.
    func check(_ file: DelimitedFile) throws(FileError) {
        guard hasHeader, try file.firstRow() != names else { return }
        throw FileError(
            .inconsistent, at: file.url, expected: "the header \(ColumnFinder.list(names))",
            got: "another", remedy: "give both files the same columns in the same order")
    }
}

extension DelimitedFile {
    /// The fields of the first row; none of an empty file.
    func firstRow() throws(FileError) -> [String] {
        guard head.rowCount > 0 else { return [] }
        do throws(RowFault) { return try head.texts(ofRow: 0) } catch {
            throw BlockPlace(file: url.path).error(error)
        }
    }

    /// What the first row calls the columns, or their numbers.
    func columnNames(hasHeader: Bool) throws(FileError) -> [String] {
        guard hasHeader else { return (1...head.width).map(String.init) }
        let names = try firstRow()
        var seen: Set<String> = []
        if let double = names.first(where: { !seen.insert($0).inserted }) {
            throw damagedHeader(
                expected: "a name of its own for every column", got: "\"\(double)\" twice",
                remedy: "rename one, or set `header` to false where these are data")
        }
        return names
    }

    func damagedHeader(expected: String, got: String, remedy: String) -> FileError {
        BlockPlace(file: url.path).error(
            RowFault(
                line: Int(head.lines.first ?? 0), expected: expected, got: got, remedy: remedy))
    }
}
