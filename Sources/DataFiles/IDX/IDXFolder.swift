import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

/// A folder with the four IDX files of MNIST and its kin, each compressed with gzip or plain.
///
/// Images are bytes that mean 0…1, or float32 numbers that mean themselves; labels are bytes.
package struct IDXFolder: DataFormat {
    package static let summary = "a folder with the four IDX files"

    package let url: URL

    package init(_ url: URL) { self.url = url }

    enum Part: String, CaseIterable {
        case train
        case test = "t10k"

        var images: String { "\(rawValue)-images-idx3-ubyte" }
        var labels: String { "\(rawValue)-labels-idx1-ubyte" }
    }

    /// A folder with any of the files: it is told which ones it lacks.
    package static func accepts(_ url: URL) -> Bool {
        IDXFolder(url).missingFiles.count < 2 * Part.allCases.count
    }

    package static func load(_ url: URL, _ request: DataRequest) throws -> Dataset {
        try IDXFolder(url).load()
    }

    /// Whether all four files are there.
    package var isWhole: Bool { missingFiles.isEmpty }

    /// Reads all four files.
    ///
    /// - Parameter classes: what the labels 0, 1, … mean; their numbers where nil, as many as the
    ///   training labels have.
    /// - Parameter remedy: what to do where files are missing.
    /// - Throws: `FileError` where files are missing, damaged or do not belong together.
    package func load(
        name: String? = nil, classes: [String]? = nil,
        remedy: String = "add them, or give another folder"
    ) throws(FileError) -> Dataset {
        let missing = missingFiles
        guard missing.isEmpty else {
            throw FileError(
                .missing, at: url,
                expected: "the four IDX files, plain or .gz",
                got: "a folder without \(missing.joined(separator: ", "))",
                remedy: remedy)
        }
        let train = try read(.train)
        let test = try read(.test)
        guard train.shape == test.shape else {
            throw inconsistent(
                Part.test.images, expected: "\(train.shape) as in \(Part.train.images)",
                got: "\(test.shape)")
        }
        let classes =
            classes ?? (0...Int(train.allLabels.max() ?? 0)).map(String.init)
        try check(train, .train, classes: classes.count)
        try check(test, .test, classes: classes.count)
        return Dataset(
            name: name ?? url.lastPathComponent, classes: classes, train: train, test: test)
    }

    private func read(_ part: Part) throws(FileError) -> Samples {
        let images = try IDXFile(url: existing(part.images), content: "images").readImages()
        let labels = try IDXFile(url: existing(part.labels), content: "labels")
            .read(dimensions: 1)
        guard images.numbers.rows == labels.sizes[0] else {
            throw inconsistent(
                part.labels, expected: "\(images.numbers.rows) labels as \(part.images) has images",
                got: "\(labels.sizes[0])")
        }
        let numbers = labels.numbers.values(as: UInt8.self).map(Int32.init)
        return Samples(
            dense: images.numbers, scale: images.scale, labels: Matrix(numbers, columns: 1),
            shape: images.shape)
    }

    private func check(_ samples: Samples, _ part: Part, classes: Int) throws(FileError) {
        let stray = samples.allLabels.enumerated().first { $0.element >= classes }
        guard let stray else { return }
        throw inconsistent(
            part.labels, expected: "labels from 0 to \(classes - 1)",
            got: "\(stray.element) for sample \(stray.offset)")
    }

    private func inconsistent(_ name: String, expected: String, got: String) -> FileError {
        FileError(
            .inconsistent, at: existing(name), expected: expected, got: got,
            remedy: "put the four files of one data set into the folder")
    }

    private var missingFiles: [String] {
        Part.allCases.flatMap { [$0.images, $0.labels] }.filter { name in
            !FileManager.default.fileExists(atPath: existing(name).path)
        }
    }

    /// The plain file if there is one, or else where the compressed one would be.
    private func existing(_ name: String) -> URL {
        let plain = url.appending(path: name)
        return FileManager.default.fileExists(atPath: plain.path)
            ? plain : plain.appendingPathExtension("gz")
    }
}
