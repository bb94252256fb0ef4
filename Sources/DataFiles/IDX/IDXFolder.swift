import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

/// A folder with the four IDX files of MNIST and its kin, each compressed with gzip or plain.
///
/// Images are bytes that mean 0…1, or float32 numbers that mean themselves; labels are bytes. Files to
/// validate with may stand beside those to test with.
package struct IDXFolder: DataFormat {
    package static let summary = "a folder with the four IDX files"

    package let url: URL
    private let names: IDXNames

    package init(_ url: URL) {
        self.url = url
        names = IDXNames(in: url)
    }

    /// A folder with any of the files: it is told which ones it lacks.
    package static func accepts(_ url: URL) -> Bool { !IDXFolder(url).names.isEmpty }

    package static func load(_ url: URL, _ request: DataRequest) throws -> Dataset {
        try IDXFolder(url).load(known: request.known)
    }

    /// Whether all four files are there.
    package var isWhole: Bool { missingFiles.isEmpty }

    private var missingFiles: [String] {
        [DataPart.train, .test].flatMap { part in
            IDXNames.Content.allCases.filter { names[part, $0] == nil }
                .map { IDXNames.usual(part, $0) }
        }
    }

    /// Reads all files.
    ///
    /// - Parameters:
    ///   - classes: what the labels 0, 1, … mean; their numbers where nil, those that the training labels
    ///     have.
    ///   - known: what a network knows of the data; nil for data that is read as if for the first time.
    ///   - remedy: what to do where files are missing.
    /// - Throws: `FileError` where files are missing, damaged or do not belong together.
    package func load(
        name: String? = nil, classes: [String]? = nil, known: KnownData? = nil,
        remedy: String = "add them, or give another folder"
    ) throws(FileError) -> Dataset {
        try names.check()
        let missing = missingFiles
        guard missing.isEmpty else {
            throw FileError(
                .missing, at: url,
                expected: "the four IDX files, plain or .gz",
                got: "a folder without \(missing.joined(separator: ", "))",
                remedy: remedy)
        }
        let train = try read(.train, classes: classes)
        let test = try read(.test, classes: classes)
        var validation: StoredSamples?
        if names[.validation, .images] != nil {
            validation = try read(.validation, classes: classes)
        }
        let labels: LabelClasses
        if let shown = known?.classes ?? classes {
            labels = LabelClasses(known: shown)
        } else {
            labels = try LabelClasses(
                of: train.labels, and: [validation, test].compactMap { $0?.labels })
        }
        return try StoredReading(classes: labels).dataset(
            name ?? url.lastPathComponent, train: train, validation: validation, test: test)
    }

    /// - Parameter classes: what the labels 0, 1, … mean; their numbers where nil.
    func read(_ part: DataPart, classes: [String]? = nil) throws(FileError) -> StoredSamples {
        var samples = try IDXFile(url: place(of: part, .images), content: "images").samples()
        let place = place(of: part, .labels)
        let labels = try IDXFile(url: place, content: "labels").read(dimensions: 1)
        let count = samples.numbers.matrix.rows
        guard count == labels.sizes[0] else {
            throw FileError(
                .inconsistent, at: place, expected: "\(count) labels, as there are images",
                got: "\(labels.sizes[0])",
                remedy: "put the four files of one data set into the folder")
        }
        let numbers = labels.numbers.values(as: UInt8.self).map(Int.init)
        samples.labels = StoredLabels(values: .numbers(numbers), place: place.path)
        guard let classes else { return samples }
        if let stray = numbers.firstIndex(where: { $0 >= classes.count }) {
            throw FileError(
                .inconsistent, at: place, expected: "labels from 0 to \(classes.count - 1)",
                got: "\(numbers[stray]) for sample \(stray)",
                remedy: "put the four files of one data set into the folder")
        }
        samples.labels = StoredLabels(
            values: .texts(numbers.map { classes[$0] }), place: place.path)
        return samples
    }

    private func place(of part: DataPart, _ content: IDXNames.Content) -> URL {
        names[part, content] ?? url.appending(path: IDXNames.usual(part, content))
    }
}
