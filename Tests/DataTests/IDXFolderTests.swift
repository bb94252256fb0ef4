import Foundation
import OnwardCompute
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardData
@testable import OnwardDataFiles
@testable import OnwardDataSets
@testable import OnwardDownloads

/// Two training images of 2 × 3 pixels and one test image.
private func tinyFiles() -> [String: [UInt8]] {
    [
        "train-images-idx3-ubyte.gz": gzip(idx([2, 2, 3], Array(0..<12))),
        "train-labels-idx1-ubyte": idx([2], [2, 0]),
        "t10k-images-idx3-ubyte": idx([1, 2, 3], [255, 0, 51, 0, 0, 0]),
        "t10k-labels-idx1-ubyte.gz": gzip(idx([1], [1])),
    ]
}

private func folder(_ files: [String: [UInt8]], in name: String = "tiny") throws -> TemporaryFolder
{
    let folder = try TemporaryFolder()
    for (file, bytes) in files { try folder.write(bytes, to: "\(name)/\(file)") }
    return folder
}

@Test("Four IDX files become a data set")
func loadsFolder() throws {
    let folder = try folder(tinyFiles())
    let data = try IDXFolder(folder.url.appending(path: "tiny")).load()
    #expect(data.name == "tiny")
    #expect(data.shape == Shape(1, 2, 3))
    #expect(data.classes == ["0", "1", "2"])
    #expect(data.train.count == 2 && data.test.count == 1)
    #expect(data.train.label(at: 0) == 2 && data.train.label(at: 1) == 0)
    let (input, labels) = (Matrix(rows: 1, columns: 6), Matrix(.int32, rows: 1, columns: 1))
    data.test.gather(Matrix([Int32(0)], columns: 1), into: input, labels: labels, on: Engine())
    #expect(abs(input[0, 0] - 1) < 1e-6 && abs(input[0, 2] - 0.2) < 1e-6 && input[0, 1] == 0)
    #expect(labels.values(as: Int32.self) == [1])
}

@Test(
    "Files that do not belong together are refused",
    arguments: [
        ("train-labels-idx1-ubyte", idx([3], [2, 0, 1]), "2 labels"),
        ("t10k-images-idx3-ubyte", idx([1, 3, 2], [1, 2, 3, 4, 5, 6]), "[1, 2, 3]"),
        ("train-labels-idx1-ubyte", idx([2], [0, 0]), "1 for sample 0"),
    ])
func refusesMismatch(name: String, bytes: [UInt8], says: String) throws {
    var files = tinyFiles()
    files[name] = bytes
    let folder = try folder(files)
    let error = #expect(throws: FileError.self) {
        try IDXFolder(folder.url.appending(path: "tiny")).load()
    }
    #expect(error?.reason == .inconsistent)
    #expect(error?.description.contains(says) == true, "\(String(describing: error))")
}

@Test("Labels beyond the named classes are refused")
func refusesStrayLabels() throws {
    let folder = try folder(tinyFiles())
    let error = #expect(throws: FileError.self) {
        try IDXFolder(folder.url.appending(path: "tiny")).load(classes: ["cat", "dog"])
    }
    #expect(error?.description.contains("labels from 0 to 1, got 2 for sample 0") == true)
}

@Test("Missing files are named")
func namesMissingFiles() throws {
    var files = tinyFiles()
    files["t10k-labels-idx1-ubyte.gz"] = nil
    files["train-labels-idx1-ubyte"] = nil
    let folder = try folder(files)
    let error = #expect(throws: FileError.self) {
        try IDXFolder(folder.url.appending(path: "tiny")).load()
    }
    #expect(error?.reason == .missing)
    #expect(
        error?.got
            == "a folder without train-labels-idx1-ubyte, t10k-labels-idx1-ubyte")
}

@Test("A data set is looked for in the given folder first, and a whole one is preferred")
func searchesFolders() throws {
    let given = try folder(["half": [1]], in: "no-such-set")
    let own = try folder(["half": [1], "whole": [1]], in: "no-such-set")
    let environment = ["ONWARD_DATA": own.url.path, "XDG_CACHE_HOME": "/nowhere"]
    let folders = DataFolders(dataDirectory: given.url, environment: environment)
    #expect(folders.cache.path == "/nowhere/onward")
    func found(_ file: String) throws -> String {
        try folders.folder(of: "no-such-set", remedy: "") {
            FileManager.default.fileExists(atPath: $0.appending(path: file).path)
        }.path
    }
    #expect(try found("half").hasPrefix(given.url.path))
    #expect(try found("whole").hasPrefix(own.url.path))
    #expect(try found("neither").hasPrefix(given.url.path))
}

@Test("A data set that is nowhere is an error with the folders searched and what to do")
func reportsSearch() throws {
    let folders = DataFolders(
        dataDirectory: URL(fileURLWithPath: "/given"),
        environment: ["ONWARD_DATA": "/own", "XDG_CACHE_HOME": "/caches"])
    let error = #expect(throws: FileError.self) {
        try folders.folder(of: "no-such-set", remedy: "run something") { _ in true }
    }
    #expect(
        error?.description == """
            data set no-such-set: expected a folder no-such-set in /given, /own, /caches/onward, \
            /usr/share/datasets, got none; run something.
            """)
}

private let packaged = "/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz"

@Test(
    "Fashion-MNIST loads as Debian packages it",
    .enabled(
        if: FileManager.default.fileExists(atPath: packaged),
        "the Debian package dataset-fashion-mnist is not installed"))
func loadsFashionMNIST() throws {
    let data = try FashionMNIST.load()
    #expect(data.train.count == 60_000 && data.test.count == 10_000)
    #expect(data.shape == Shape(1, 28, 28) && data.classes.count == 10)
    var counts = [Int](repeating: 0, count: 10)
    for label in data.train.allLabels { counts[Int(label)] += 1 }
    #expect(counts == [Int](repeating: 6000, count: 10))
    let sum = try Checksum.ofContent(of: InflatedFile(URL(fileURLWithPath: packaged)))
    #expect(sum == FashionMNIST.files.first?.checksum)
}
