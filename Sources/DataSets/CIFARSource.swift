import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

/// A known data set that is published as CIFAR's binary version: images of [3, 32, 32], each a
/// label and then its planes, a byte to a number.
package protocol CIFARSource: DownloadableSource {
    /// What the labels 0, 1, … mean.
    static var classes: [String] { get }
    /// The published files, without the archive's folder.
    static var trainFiles: [String] { get }
    static var testFiles: [String] { get }
    /// Bytes in front of an image's; the last of them is the label.
    static var labelByteCount: Int { get }
}

extension CIFARSource {
    package static func load(_ request: DataRequest) throws -> Dataset {
        let remedy = "download \(name)"
        let folder = try DataFolders(dataDirectory: request.directory)
            .folder(of: name, remedy: remedy) { files(in: $0).has(trainFiles + testFiles) }
        return try load(from: folder, remedy: remedy, request)
    }

    package static func isHere(_ folders: DataFolders) -> Bool {
        folders.has(name) { files(in: $0).has(trainFiles + testFiles) }
    }

    /// - Parameter counts: how many images there must be in all.
    static func load(
        from folder: URL, remedy: String = "", _ request: DataRequest = DataRequest(),
        counts: (train: Int, test: Int) = (50_000, 10_000)
    ) throws(FileError) -> Dataset {
        let labels = try request.labels(of: classes, at: folder.path)
        let contents = try files(in: folder).read(trainFiles + testFiles, remedy: remedy)
        return Dataset(
            name: name, classes: request.known?.classes ?? classes,
            train: try samples(trainFiles, contents, labels, folder, count: counts.train),
            test: try samples(testFiles, contents, labels, folder, count: counts.test))
    }

    private static func files(in folder: URL) -> CIFARFiles {
        CIFARFiles(folder: folder, archive: files[0].name)
    }

    private static func samples(
        _ names: [String], _ contents: [String: [UInt8]], _ numbers: [Int32], _ folder: URL,
        count: Int
    ) throws(FileError) -> Samples {
        let shape = Shape(3, 32, 32)
        let recordByteCount = labelByteCount + shape.count
        let bytes = names.map { contents[$0] ?? [] }
        let byteCount = bytes.reduce(0) { $0 + $1.count }
        guard byteCount == count * recordByteCount,
            bytes.allSatisfy({ $0.count.isMultiple(of: recordByteCount) })
        else {
            throw FileError(
                .damaged, at: folder,
                expected: "\(count) images of \(recordByteCount) bytes in "
                    + names.joined(separator: ", "),
                got: "\(byteCount) bytes", remedy: "fetch the files again")
        }
        let features = Matrix(.uint8, rows: count, columns: shape.count)
        var labels: [Int32] = []
        for content in bytes {
            for start in stride(from: 0, to: content.count, by: recordByteCount) {
                let pixels = start + labelByteCount
                let image = Array(content[pixels..<pixels + shape.count])
                features.rows(labels.count..<labels.count + 1).assign(bytes: image.span.bytes)
                labels.append(Int32(content[pixels - 1]))
            }
        }
        if let stray = labels.firstIndex(where: { $0 >= classes.count }) {
            throw FileError(
                .damaged, at: folder, expected: "labels from 0 to \(classes.count - 1)",
                got: "\(labels[stray]) for image \(stray)", remedy: "fetch the files again")
        }
        return Samples(
            dense: features, scale: 1 / 255,
            labels: Matrix(labels.map { numbers[Int($0)] }, columns: 1), shape: shape)
    }
}
