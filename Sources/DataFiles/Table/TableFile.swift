import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

/// A table of rows and columns: a CSV or TSV file, or a folder with one to train on and one to test
/// with.
///
/// Read three times, front to back: for its labels and what the columns hold, for what the training
/// rows teach about them, and for the numbers. So memory stays at the numbers of the samples.
package struct TableFile: DataFormat {
    package static let summary = "a CSV or TSV file"
    package static let settings = TableOptions.declarations + SplitOptions.declarations
    private static let endings = ["csv", "tsv", "tab", "data"]

    /// One file, or that to train on and that to test with.
    private let urls: [URL]
    private let name: String

    /// - Parameter urls: one file, or that to train on and that to test with.
    package init(_ urls: [URL], name: String) {
        self.urls = urls
        self.name = name
    }

    package static func accepts(_ url: URL) -> Bool {
        url.hasDirectoryPath ? parts(in: url) != nil : isTable(url)
    }

    package static func load(_ url: URL, _ request: DataRequest) throws -> Dataset {
        let name = url.lastPathComponent.split(separator: ".").first.map(String.init) ?? "table"
        return try TableFile(parts(in: url) ?? [url], name: name).load(request)
    }

    package func load(_ request: DataRequest) throws -> Dataset {
        let layout = try TableLayout(DelimitedFile(urls[0]), request)
        let scan = try TableScan(urls, layout: layout)
        let isTest = try chooseTestRows(scan, request)
        let fits = try fit(scan, isTest)
        let preparation = TablePreparation(
            hasHeader: layout.hasHeader, columns: layout.names, label: layout.label,
            features: layout.features.compactMap { fits[$0]?.feature($0) })
        try preparation.checkMemory(rows: scan.labels.count, at: urls[0])
        let samples = try read(scan, preparation)
        let rows = (0..<Int32(samples.count)).map { $0 }
        let report = TableReport(
            scan: scan, isTest: isTest, isSplit: urls.count == 1, width: preparation.width,
            constant: layout.features.filter { fits[$0]?.isConstant == true })
        return Dataset(
            name: name, classes: scan.classes,
            train: samples.selecting(rows.filter { !isTest[Int($0)] }),
            test: samples.selecting(rows.filter { isTest[Int($0)] }), preparation: preparation,
            findings: report.lines(name: name, seed: request.seed))
    }

    /// Those of the second file, or drawn where there is only one.
    private func chooseTestRows(_ scan: TableScan, _ request: DataRequest) throws -> [Bool] {
        let isTest: [Bool]
        if urls.count == 1 {
            isTest = try request.testSamples(
                labels: scan.labels, groups: scan.groups, classes: scan.classes.count)
        } else {
            try request.settings.check(
                known: TableOptions.declarations, for: "a folder with a test file")
            isTest = (0..<scan.labels.count).map { $0 >= scan.rowCounts[0] }
        }
        guard isTest.contains(true), isTest.contains(false) else {
            throw FileError(
                .inconsistent, at: urls[0], expected: "rows to train on and rows to test with",
                got: "\(scan.labels.count) rows"
                    + (scan.groups.map { " in \(Set($0).count) groups" } ?? ""),
                remedy: "give more rows, or another `test-share`")
        }
        try checkGroups(scan, isTest)
        return isTest
    }

    private func checkGroups(_ scan: TableScan, _ isTest: [Bool]) throws(FileError) {
        guard let groups = scan.groups else { return }
        let pairs = zip(groups, isTest)
        let shared = Set(pairs.filter(\.1).map(\.0)).intersection(
            pairs.filter { !$0.1 }.map(\.0))
        guard shared.isEmpty else {
            throw FileError(
                .inconsistent, at: urls[0], expected: "no group in both parts",
                got: "\(shared.count) groups in both", remedy: "part the files by groups")
        }
    }

    /// What the training rows teach about the features, per column.
    private func fit(_ scan: TableScan, _ isTest: [Bool]) throws(FileError) -> [FeatureFit?] {
        var fits = scan.columns.map { $0.map { FeatureFit(isNumeric: $0.isNumeric) } }
        var row = 0
        for url in urls {
            let file = try DelimitedFile(url)
            try scan.layout.skipHeader(of: file)
            while row < isTest.count, try file.next() {
                defer { row += 1 }
                if isTest[row] { continue }
                for column in scan.layout.features { try fits[column]?.take(column, of: file) }
            }
        }
        return fits
    }

    private func read(
        _ scan: TableScan, _ preparation: TablePreparation
    ) throws(FileError) -> Samples {
        let table = Matrix(rows: scan.labels.count, columns: preparation.width)
        var writer = TableWriter(preparation, places: Array(scan.layout.names.indices))
        var row = 0
        for url in urls {
            let file = try DelimitedFile(url)
            try scan.layout.skipHeader(of: file)
            while row < table.rows, try file.next() {
                try writer.write(file, into: table.rows(row..<row + 1))
                row += 1
            }
        }
        return Samples(
            dense: table, scale: 1, labels: Matrix(scan.labels, columns: 1),
            shape: Shape(preparation.width), groups: scan.groups)
    }

    private static func isTable(_ url: URL) -> Bool {
        let plain = url.pathExtension == "gz" ? url.deletingPathExtension() : url
        return endings.contains(plain.pathExtension.lowercased())
    }

    /// The files train.csv and test.csv of a folder, or those with another of the endings.
    private static func parts(in folder: URL) -> [URL]? {
        guard folder.hasDirectoryPath else { return nil }
        for ending in endings.flatMap({ [$0, $0 + ".gz"] }) {
            let urls = ["train", "test"].map { folder.appending(path: "\($0).\(ending)") }
            if urls.allSatisfy({ FileManager.default.fileExists(atPath: $0.path) }) { return urls }
        }
        return nil
    }
}
