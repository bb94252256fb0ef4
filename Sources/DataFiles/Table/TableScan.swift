import Foundation
import OnwardData
import OnwardSettings

/// What is to be known of a table before numbers can be made of it: its labels, its groups and what
/// its columns hold. One pass over its files.
struct TableScan {
    let layout: TableLayout
    /// Rows of each file.
    private(set) var rowCounts: [Int] = []
    /// In numeric order where all are numbers, by the alphabet otherwise.
    private(set) var classes: [String] = []
    /// Per row, one file behind the other.
    private(set) var labels: [Int32] = []
    /// Nil where nothing groups them.
    private(set) var groups: [Int32]?
    /// Per column; nil for one that is no feature.
    private(set) var columns: [ColumnCensus?]

    init(_ urls: [URL], layout: TableLayout) throws {
        self.layout = layout
        let features = Set(layout.features)
        columns = layout.names.indices.map { column in
            features.contains(column)
                ? ColumnCensus(isCategorical: layout.categorical.contains(column)) : nil
        }
        var (labelNumbers, groupNumbers): ([String: Int32], [String: Int32]) = ([:], [:])
        var groups: [Int32] = []
        for url in urls {
            let file = try DelimitedFile(url)
            try layout.skipHeader(of: file)
            let first = labels.count
            while try file.next() {
                guard labels.count < Int32.max else { throw tooManyRows(url) }
                let label = try label(in: file)
                labels.append(TableScan.number(of: label, in: &labelNumbers))
                if let group = layout.group {
                    groups.append(TableScan.number(of: try file.text(group), in: &groupNumbers))
                }
                for column in layout.features { try columns[column]?.take(column, of: file) }
            }
            rowCounts.append(labels.count - first)
        }
        self.groups = layout.group == nil ? nil : groups
        try sortClasses(labelNumbers, url: urls[0])
        for (column, census) in columns.enumerated() {
            try census?.check(layout.name(column), at: urls[0].path)
        }
    }

    private func label(in file: DelimitedFile) throws(FileError) -> String {
        let label = try file.text(layout.label)
        guard !TableValue.isMissing(file.bytes(layout.label)) else {
            throw file.damaged(
                expected: "a class in \(layout.name(layout.label))",
                got: label.isEmpty ? "nothing" : "\"\(label)\"",
                remedy: "label the row or remove it")
        }
        return label
    }

    private static func number(of text: String, in numbers: inout [String: Int32]) -> Int32 {
        if let known = numbers[text] { return known }
        let number = Int32(numbers.count)
        numbers[text] = number
        return number
    }

    /// Gives the classes their order, and refuses what can be no classes.
    private mutating func sortClasses(_ numbers: [String: Int32], url: URL) throws(FileError) {
        let areNumbers = numbers.keys.allSatisfy { Double($0) != nil }
        classes = numbers.keys.sorted { first, second in
            guard areNumbers, let a = Double(first), let b = Double(second), a != b else {
                return first < second
            }
            return a < b
        }
        let name = layout.name(layout.label)
        guard classes.count >= 2 else {
            throw FileError(
                .inconsistent, at: url, expected: "at least two classes in \(name)",
                got: labels.isEmpty
                    ? "no rows below the header"
                    : "\(classes.joined()) in all \(labels.count) rows",
                remedy: "name the label column by `label-column`")
        }
        guard classes.count <= max(labels.count / 2, 2) else {
            throw FileError(
                .inconsistent, at: url, expected: "classes in \(name), each with several rows",
                got: "\(classes.count) different values in \(labels.count) rows",
                remedy: "name the label column by `label-column`")
        }
        var order = [Int32](repeating: 0, count: classes.count)
        for (index, name) in classes.enumerated() {
            if let number = numbers[name] { order[Int(number)] = Int32(index) }
        }
        labels = labels.map { order[Int($0)] }
    }

    private func tooManyRows(_ url: URL) -> FileError {
        FileError(
            .damaged, at: url, expected: "at most \(Int32.max) rows", got: "more",
            remedy: "give a part of them")
    }
}

extension TableLayout {
    /// Puts a file of this layout before its first row of data.
    ///
    /// - Throws: `FileError` where its columns are not those of the layout.
    func skipHeader(of file: DelimitedFile) throws(FileError) {
        guard hasHeader else { return }
        guard try file.next(), try TableLayout.fields(of: file) == names else {
            throw FileError(
                .inconsistent, at: file.url, expected: "the header \(ColumnFinder.list(names))",
                got: "another", remedy: "give both files the same columns in the same order")
        }
    }
}
