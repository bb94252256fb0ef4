import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

/// What the columns of a table are called and what each is for.
struct TableLayout {
    let hasHeader: Bool
    /// Of a table without a header, the columns' numbers from 1.
    let names: [String]
    let label: Int
    let group: Int?
    let ignored: Set<Int>
    /// Columns whose numbers are only names.
    let categorical: Set<Int>

    /// - Parameter file: before its first row.
    init(_ file: DelimitedFile, _ request: DataRequest) throws {
        guard try file.next() else {
            throw FileError(
                .damaged, at: file.url, expected: "rows", got: "an empty file",
                remedy: "give the file with the data")
        }
        let options = try TableOptions(request.settings)
        guard let wanted = options.label else {
            throw FileError(
                .missing, at: file.url, expected: "a column with the classes", got: "none named",
                remedy: "name it by `label-column`; the first row is "
                    + (try TableLayout.fields(of: file)).prefix(8).joined(separator: ", "))
        }
        hasHeader = try TableLayout.hasHeader(file, label: wanted, options)
        names = try TableLayout.names(in: file, hasHeader: hasHeader)
        let finder = ColumnFinder(names: names, hasHeader: hasHeader, place: file.url.path)
        label = try finder.column(wanted, for: "label-column")
        group = try options.group.map {
            try finder.column($0, for: "group-column")
        }
        ignored = try finder.columns(options.ignored, for: "ignore-columns")
        categorical = try finder.columns(
            options.categorical, for: "categorical-columns")
        guard !ignored.contains(label), group != label, !features.isEmpty else {
            throw FileError(
                .inconsistent, at: file.url,
                expected: "a label column and others to tell it by",
                got: features.isEmpty
                    ? "no other column" : "a label column that is left out or the group's",
                remedy: "correct `label-column`, `group-column` or `ignore-columns`")
        }
    }

    /// Columns that the network sees. What groups samples is no feature.
    var features: [Int] {
        names.indices.filter { $0 != label && $0 != group && !ignored.contains($0) }
    }

    /// What the column is called in messages.
    func name(_ column: Int) -> String { hasHeader ? names[column] : "column \(names[column])" }

    /// Asked for, or else: no field of the first row is a number, or one is the label column's
    /// name, and all fields differ.
    private static func hasHeader(
        _ file: DelimitedFile, label: String, _ options: TableOptions
    ) throws -> Bool {
        if let given = options.hasHeader { return given }
        return try looksLikeHeader(file) || fields(of: file).contains(label)
    }

    static func looksLikeHeader(_ file: DelimitedFile) throws(FileError) -> Bool {
        let fields = try fields(of: file)
        let areNames = (0..<file.fieldCount).allSatisfy {
            if case .text = TableValue(file.bytes($0)) { true } else { file.bytes($0).isEmpty }
        }
        return areNames && Set(fields).count == fields.count
    }

    static func fields(of file: DelimitedFile) throws(FileError) -> [String] {
        var fields: [String] = []
        for index in 0..<file.fieldCount { fields.append(try file.text(index)) }
        return fields
    }

    /// - Parameter file: at its first row.
    static func names(in file: DelimitedFile, hasHeader: Bool) throws(FileError) -> [String] {
        guard hasHeader else { return (1...file.fieldCount).map(String.init) }
        let names = try fields(of: file)
        var seen: Set<String> = []
        if let double = names.first(where: { !seen.insert($0).inserted }) {
            throw file.damaged(
                expected: "a name of its own for every column", got: "\"\(double)\" twice",
                remedy: "rename one, or set `header` to false where these are data")
        }
        return names
    }
}
