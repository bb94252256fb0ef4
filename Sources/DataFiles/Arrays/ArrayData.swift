import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

/// Arrays of NumPy's: an NPZ file, or a folder with NPY files, whose arrays have the usual names.
///
/// Samples are [samples, numbers], or images of [height, width], [height, width, channels] or
/// [channels, height, width]; labels are numbers or names of classes. Arrays to validate with are those
/// beside ones to test with; alone they are tested with.
package enum ArrayData: DataFormat {
    package static let summary = "an NPZ file, or a folder with x_train.npy and y_train.npy"
    package static let settings = SplitOptions.declarations

    package static func accepts(_ url: URL) -> Bool {
        url.pathExtension.lowercased() == "npz"
            || ArrayPair(.train, in: (try? ArrayFiles(url))?.names ?? []) != nil
    }

    package static func load(_ url: URL, _ request: DataRequest) throws -> Dataset {
        let files = try ArrayFiles(url)
        let train = try read(trainPair(in: files), in: files)
        let validating = try ArrayPair(.validation, in: files.names).map { try read($0, in: files) }
        let testing = try ArrayPair(.test, in: files.names).map { try read($0, in: files) }
        let reading = try StoredReading(
            of: train, and: [validating, testing].compactMap { $0 }, for: request.known)
        let name = url.deletingPathExtension().lastPathComponent
        let form =
            "samples of \(train.layout.shape)"
            + (train.layout.hasChannelsLast ? ", read from height × width × channels" : "")
        if let test = testing ?? validating {
            return try reading.dataset(
                name, train: train, validation: testing == nil ? nil : validating, test: test,
                findings: [form])
        }
        let whole = try train.prepared(reading.preparation, reading.classes)
        let (samples, classes) = (whole.samples, reading.classes.names)
        let heldOut = try request.testSamples(of: samples, classes: classes.count)
        let rows = (0..<Int32(samples.count)).map { $0 }
        let tested = samples.selecting(rows.filter { heldOut[Int($0)] })
        return Dataset(
            name: name, classes: classes,
            train: samples.selecting(rows.filter { !heldOut[Int($0)] }), test: tested,
            preparation: reading.preparation,
            findings: [form] + reading.findings + whole.notes + [
                "no x_test: set \(tested.count) of \(samples.count) samples aside"
            ])
    }

    /// Whether a file or folder is of arrays, whatever they are called.
    static func isArray(_ url: URL) -> Bool {
        ["npy", "npz"].contains(url.pathExtension.lowercased()) || accepts(url)
    }

    /// Labelled samples: those to test with, or else those that there are.
    static func labelled(_ url: URL) throws(FileError) -> StoredSamples {
        let files = try ArrayFiles(url)
        let pair = ArrayPair(.test, in: files.names) ?? ArrayPair(.validation, in: files.names)
        guard let pair else { return try read(trainPair(in: files), in: files) }
        return try read(pair, in: files)
    }

    /// An array of samples: an NPY file, or the one of several that is to be tested with.
    ///
    /// - Parameter shape: one sample as a network takes it; an array may hold one alone.
    static func unlabelled(_ url: URL, for shape: Shape) throws(FileError) -> StoredSamples {
        let array: NPYArray
        if url.pathExtension.lowercased() == "npy" {
            array = try NPYArray(InflatedFile(url))
        } else {
            let files = try ArrayFiles(url)
            guard let name = ArrayPair.samples(in: files.names) else {
                throw FileError(
                    .missing, at: url, expected: "an array x_test or x", got: "none",
                    remedy: "write it again under this name")
            }
            array = try files.open(name)
        }
        if let single = SampleLayout(array.header.sizes), single.shape == shape {
            return try array.samples(single, isSingle: true)
        }
        return try array.samples(SampleLayout(of: array))
    }

    private static func trainPair(in files: ArrayFiles) throws(FileError) -> ArrayPair {
        if let pair = ArrayPair(.train, in: files.names) { return pair }
        throw FileError(
            .missing, at: files.url, expected: "arrays x_train and y_train, or x and y",
            got: files.names.isEmpty ? "none" : FileError.list(files.names),
            remedy: "write them again under these names")
    }

    private static func read(
        _ pair: ArrayPair, in files: ArrayFiles
    ) throws(FileError) -> StoredSamples {
        var (labelArray, array) = (try files.open(pair.y), try files.open(pair.x))
        let labels = try labelArray.labels()
        guard labels.count == array.header.sizes[0] else {
            throw FileError(
                .inconsistent, at: files.url,
                expected: "\(array.header.sizes[0]) labels as \(pair.x) has samples",
                got: "\(labels.count) in \(pair.y)", remedy: "write both arrays again")
        }
        var samples = try array.samples(SampleLayout(of: array))
        samples.labels = labels
        return samples
    }
}
