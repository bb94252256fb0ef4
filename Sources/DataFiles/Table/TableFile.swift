import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

/// A table of rows and columns: a CSV or TSV file, or a folder with one to train on, one to test with,
/// and perhaps one to validate with.
///
/// Read three times, front to back: for its labels, for what the columns hold and the training rows teach
/// about them, and for the numbers. So memory stays at the numbers of the samples.
package struct TableFile: DataFormat {
    package static let summary = "a CSV or TSV file"
    package static let settings = TableOptions.declarations + SplitOptions.declarations

    /// One file, or those to train on, to test with and, where there is one, to validate with.
    private let urls: [URL]
    private let name: String

    /// - Parameter urls: one file, or those to train on, to test with and to validate with.
    package init(_ urls: [URL], name: String) {
        self.urls = urls
        self.name = name
    }

    package static func accepts(_ url: URL) -> Bool {
        url.hasDirectoryPath ? TableParts(in: url) != nil : TableParts.isTable(url)
    }

    package static func load(_ url: URL, _ request: DataRequest) throws -> Dataset {
        let name = url.lastPathComponent.split(separator: ".").first.map(String.init) ?? "table"
        return try TableFile(TableParts(in: url)?.urls ?? [url], name: name).load(request)
    }

    package func load(_ request: DataRequest) throws -> Dataset {
        let layout = try TableLayout(DelimitedFile(urls[0]), request)
        for url in urls.dropFirst() { try layout.check(DelimitedFile(url)) }
        let scan = try TableScan(
            urls,
            .init(
                hasHeader: layout.hasHeader,
                label: (layout.label, layout.name(layout.label)), group: layout.group))
        let labels = try layout.classes(of: scan, known: request.known?.classes)
        if let known = request.known {
            guard let known = known.preparation as? TablePreparation else {
                throw FileError(
                    .inconsistent, at: urls[0],
                    expected: "data of the kind that the model was trained on", got: "a table",
                    remedy: "give such data, or train a new model")
            }
            let samples = try samples(of: scan, labels, known)
            let isTest = try chooseTestRows(scan, labels, request, samples.allContents)
            try checkParts(scan, isTest)
            return dataset(samples, isTest, labels, layout, nil, known, scan, request)
        }
        let isTest = try chooseTestRows(scan, labels, request)
        let survey = try TableSurvey(scan, layout: layout, isTest: isTest)
        // What is wrong with the columns is said before.
        try checkParts(scan, isTest)
        try checkClasses(labels, isTest, layout)
        let preparation = TablePreparation(
            hasHeader: layout.hasHeader, columns: layout.names, label: layout.label,
            features: survey.features)
        let samples = try samples(of: scan, labels, preparation)
        return dataset(samples, isTest, labels, layout, survey, preparation, scan, request)
    }

    private func samples(
        of scan: TableScan, _ labels: TableClasses, _ preparation: TablePreparation
    ) throws(FileError) -> Samples {
        let places = try preparation.places(in: urls[0], needsLabel: true)
        return try preparation.samples(of: scan, labels: labels.numbers, places: places).samples
    }

    private func dataset(
        _ samples: Samples, _ isTest: [Bool], _ labels: TableClasses, _ layout: TableLayout,
        _ survey: TableSurvey?, _ preparation: TablePreparation, _ scan: TableScan,
        _ request: DataRequest
    ) -> Dataset {
        let rows = (0..<Int32(samples.count)).map { $0 }
        let validating = urls.count > 2 ? rows.suffix(scan.rowCounts[2]) : []
        let report = TableReport(
            layout: layout, labels: labels, groups: samples.allGroups, survey: survey,
            isTest: isTest, validating: validating.count,
            isSplit: urls.count == 1 && survey != nil, preparation: preparation)
        return Dataset(
            name: name, classes: labels.names,
            train: samples.selecting(rows.filter { !isTest[Int($0)] }),
            test: samples.selecting(rows.dropLast(validating.count).filter { isTest[Int($0)] }),
            validation: validating.isEmpty ? nil : samples.selecting(Array(validating)),
            preparation: preparation,
            findings: report.lines(name: name, seed: request.seed))
    }

    /// Those that are not in the first file, or drawn where there is only one.
    ///
    /// - Parameter contents: of the rows, where a network knows them.
    private func chooseTestRows(
        _ scan: TableScan, _ labels: TableClasses, _ request: DataRequest, _ contents: [UInt64] = []
    ) throws -> [Bool] {
        guard urls.count > 1 else {
            return try request.testSamples(
                labels: labels.numbers, groups: scan.groups, classes: labels.names.count,
                contents: contents)
        }
        try request.settings.check(
            known: TableOptions.declarations, for: "a folder with a test file")
        return (0..<scan.count).map { $0 >= scan.rowCounts[0] }
    }

    private func checkParts(_ scan: TableScan, _ isTest: [Bool]) throws(FileError) {
        guard isTest.contains(true), isTest.contains(false) else {
            throw FileError(
                .inconsistent, at: urls[0], expected: "rows to train on and rows to test with",
                got: "\(scan.count) rows"
                    + (scan.groups.map { " in \(Set($0).count) groups" } ?? ""),
                remedy: "give more rows, or another `test-share`")
        }
        try checkGroups(scan, isTest)
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

    /// A class that no training row has cannot be learned.
    private func checkClasses(
        _ labels: TableClasses, _ isTest: [Bool], _ layout: TableLayout
    ) throws(FileError) {
        var counts = [(train: Int, test: Int)](repeating: (0, 0), count: labels.names.count)
        for (label, isTest) in zip(labels.numbers, isTest) {
            if isTest { counts[Int(label)].test += 1 } else { counts[Int(label)].train += 1 }
        }
        let unknown = labels.names.indices.filter { counts[$0].train == 0 }
        guard !unknown.isEmpty else { return }
        throw FileError(
            .inconsistent, at: urls[urls.count - 1],
            expected: "only classes in \(layout.name(layout.label)) that rows to train on have too",
            got: FileError.list(
                unknown.map { "\"\(labels.names[$0])\" in \(counts[$0].test) rows to test with" }),
            remedy: urls.count == 1
                ? "give more rows of it, or another `test-share`"
                : "correct the label, or give rows of the class to train on")
    }
}
