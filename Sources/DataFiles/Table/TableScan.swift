import Foundation
import OnwardData
import OnwardSettings

/// What is to be known of a table's rows before anything is made of them: how many there are, their
/// labels and groups. One pass over its files.
struct TableScan {
    /// Which columns are read, by their places in the files; nil for none.
    struct Columns {
        let hasHeader: Bool
        /// Its place, and what it is called.
        let label: (place: Int, name: String)?
        let group: Int?
    }

    let urls: [URL]
    let columns: Columns
    /// Rows of each file.
    private(set) var rowCounts: [Int] = []
    private(set) var labels = LabelTexts()
    /// Nil where nothing groups them.
    private(set) var groups: [Int32]?
    /// The number of the first row of every block of every file, all files' rows counted through.
    private var firstRows: [[Int]] = []
    private var rowCount = 0

    var count: Int { rowCount }

    init(_ urls: [URL], _ columns: Columns) throws(FileError) {
        self.urls = urls
        self.columns = columns
        var groups = LabelTexts()
        for url in urls {
            let file = try DelimitedFile(url)
            let before = rowCount
            firstRows.append([])
            try file.forEachBlock(afterHeader: columns.hasHeader) {
                [columns] block, _ throws(RowFault) in
                (
                    rows: block.rowCount,
                    labels: try columns.label.map { label throws(RowFault) in
                        try BlockLabels(of: block, label.place, name: label.name)
                    },
                    groups: try columns.group.map { group throws(RowFault) in
                        try BlockLabels(of: block, group)
                    }
                )
            } take: { found, place throws(FileError) in
                guard rowCount + found.rows <= Int32.max else { throw tooManyRows(url) }
                firstRows[firstRows.count - 1].append(rowCount)
                rowCount += found.rows
                if let block = found.labels { labels.add(block, place) }
                if let block = found.groups { groups.add(block, place) }
            }
            rowCounts.append(rowCount - before)
        }
        self.groups = columns.group == nil ? nil : groups.numbers
    }

    /// Goes through the rows again, of all files.
    ///
    /// - Parameter make: is told a block and the number of its first row.
    func forEachBlock<Made: Sendable>(
        _ make: @Sendable (FieldBlock, Int) throws(RowFault) -> Made,
        take: (Made, BlockPlace) throws(FileError) -> Void
    ) throws(FileError) {
        for (index, url) in urls.enumerated() {
            let (firsts, end) = (firstRows[index], rowCounts[...index].reduce(0, +))
            try DelimitedFile(url).forEachBlock(afterHeader: columns.hasHeader) {
                block, number throws(RowFault) in
                let first = number < firsts.count ? firsts[number] : end
                let next = number + 1 < firsts.count ? firsts[number + 1] : end
                guard block.rowCount == next - first else {
                    throw RowFault(
                        line: 0, expected: "the rows that were here before",
                        got: "others: the file was changed while it was read",
                        remedy: "read it again")
                }
                return try make(block, first)
            } take: { made, place throws(FileError) in
                try take(made, place)
            }
        }
    }

    private func tooManyRows(_ url: URL) -> FileError {
        FileError(
            .damaged, at: url, expected: "at most \(Int32.max) rows", got: "more",
            remedy: "give a part of them")
    }
}
