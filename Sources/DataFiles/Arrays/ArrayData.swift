import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

/// Arrays of NumPy's: an NPZ file, or a folder with NPY files, whose arrays have the usual names.
///
/// Samples are [samples, numbers], or images of [height, width], [height, width, channels] or
/// [channels, height, width]; labels are the numbers of the classes.
package enum ArrayData: DataFormat {
    package static let summary = "an NPZ file, or a folder with x_train.npy and y_train.npy"
    package static let settings = SplitOptions.declarations

    /// What samples and labels are called, in small letters.
    private static let trainNames = [
        ("x_train", "y_train"), ("train_images", "train_labels"), ("train_x", "train_y"),
        ("x", "y"), ("images", "labels"), ("data", "labels"), ("data", "target"),
    ]
    private static let testNames = [
        ("x_test", "y_test"), ("test_images", "test_labels"), ("test_x", "test_y"),
    ]

    package static func accepts(_ url: URL) -> Bool {
        url.pathExtension.lowercased() == "npz"
            || pair(trainNames, in: (try? ArrayFiles(url))?.names ?? []) != nil
    }

    package static func load(_ url: URL, _ request: DataRequest) throws -> Dataset {
        let files = try ArrayFiles(url)
        let name = url.deletingPathExtension().lastPathComponent
        guard let trainPair = pair(trainNames, in: files.names) else {
            throw FileError(
                .missing, at: url, expected: "arrays x_train and y_train, or x and y",
                got: files.names.isEmpty ? "none" : FileError.list(files.names),
                remedy: "write them again under these names")
        }
        let (train, layout) = try read(trainPair, in: files)
        let classes = (0...Int(train.allLabels.max() ?? 0)).map(String.init)
        let form =
            "samples of \(train.shape)"
            + (layout.hasChannelsLast ? ", read from height × width × channels" : "")
        guard let testPair = pair(testNames, in: files.names) else {
            let heldOut = try request.testSamples(of: train, classes: classes.count)
            let rows = (0..<Int32(train.count)).map { $0 }
            let tested = train.selecting(rows.filter { heldOut[Int($0)] })
            return Dataset(
                name: name, classes: classes,
                train: train.selecting(rows.filter { !heldOut[Int($0)] }), test: tested,
                findings: [
                    form, "no x_test: set \(tested.count) of \(train.count) samples aside",
                ])
        }
        let (test, testLayout) = try read(testPair, in: files)
        guard testLayout == layout, test.allLabels.allSatisfy({ $0 < classes.count }) else {
            throw FileError(
                .inconsistent, at: url,
                expected: "samples of \(layout.shape) with labels below \(classes.count)",
                got: "in \(testPair.x) samples of \(test.shape) with labels up to "
                    + "\(test.allLabels.max() ?? 0)",
                remedy: "write both parts of the data in the same form")
        }
        return Dataset(
            name: name, classes: classes, train: train, test: test, findings: [form])
    }

    /// An array of samples: an NPY file, or the one of an NPZ file that is to be tested with.
    ///
    /// - Parameter shape: one sample as a network takes it; an array may hold one alone.
    package static func unlabelled(_ url: URL, for shape: Shape) throws(FileError) -> Samples {
        let array: NPYArray
        if url.pathExtension.lowercased() == "npz" {
            let files = try ArrayFiles(url)
            let known = (testNames + trainNames).map(\.0)
            let names = known.compactMap { name in files.names.first { $0.lowercased() == name } }
            guard let name = names.first ?? files.names.first else {
                throw FileError(
                    .missing, at: url, expected: "an array x_test or x", got: "none",
                    remedy: "write it again under this name")
            }
            array = try files.open(name)
        } else {
            array = try NPYArray(InflatedFile(url))
        }
        if let single = ArraySamples.layout(array.header.sizes), single.shape == shape {
            return try ArraySamples.read(array, single, isSingle: true)
        }
        return try ArraySamples.read(array, ArraySamples.layout(of: array, at: url))
    }

    /// The first pair of names that is there, as they are written there.
    private static func pair(
        _ known: [(String, String)], in names: [String]
    ) -> (x: String, y: String)? {
        for (x, y) in known {
            if let x = names.first(where: { $0.lowercased() == x }),
                let y = names.first(where: { $0.lowercased() == y })
            {
                return (x, y)
            }
        }
        return nil
    }

    private static func read(
        _ pair: (x: String, y: String), in files: ArrayFiles
    ) throws(FileError) -> (Samples, ArraySamples.Layout) {
        var labels = try files.open(pair.y)
        let array = try files.open(pair.x)
        let numbers = try labels.integers()
        guard numbers.count == array.header.sizes[0] else {
            throw FileError(
                .inconsistent, at: files.url,
                expected: "\(array.header.sizes[0]) labels as \(pair.x) has samples",
                got: "\(numbers.count) in \(pair.y)", remedy: "write both arrays again")
        }
        if let stray = numbers.first(where: { $0 < 0 || $0 >= greatestClassCount }) {
            throw FileError(
                .inconsistent, at: files.url,
                expected: "labels from 0 to \(greatestClassCount - 1) in \(pair.y)",
                got: "\(stray)", remedy: "number the classes from 0 on")
        }
        let layout = try ArraySamples.layout(of: array, at: files.url)
        return (try ArraySamples.read(array, layout, labels: numbers.map(Int32.init)), layout)
    }

    private static let greatestClassCount = 10_000
}
