import Foundation
import OnwardCompute
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardData
@testable import OnwardDataFiles

private func classes(_ labels: [Int], and others: [Int] = []) throws -> LabelClasses {
    try LabelClasses(
        of: StoredLabels(values: .numbers(labels), place: "y.npy"),
        and: [StoredLabels(values: .numbers(others), place: "y_test.npy")])
}

@Suite("Labels in files")
struct StoredLabelsTests {
    @Test("Numbers that no sample has are no classes, and are named")
    func dropsGaps() throws {
        let letters = try classes(Array(1...26))
        #expect(letters.names == (1...26).map(String.init))
        #expect(letters.finding == "no sample has the label 0: 26 classes, from 1 to 26")
        let few = StoredLabels(values: .numbers([3, 1, 26]), place: "t.npy")
        #expect(try letters.numbers(of: few) == [2, 0, 25])
        #expect(try classes([7, 2, 2, 5]).finding?.contains("0, 1, 3, 4, 6: 3 classes") == true)
        #expect(try classes([0, 1, 2, 1]).finding == nil)
        let untrained = try classes([0, 3], and: [1, 9])
        #expect(untrained.names == ["0", "1", "3"])
        #expect(untrained.finding?.hasSuffix("no sample to train on has the label 1") == true)
    }

    @Test("255 beside small labels is asked about, and so is what is below 0")
    func asksAboutMarks() throws {
        let error = #expect(throws: FileError.self) { try classes([0, 1, 255, 9, 255]) }
        #expect(error?.got == "255 for 2 samples")
        #expect(error?.remedy?.contains("leave these samples out if 255 means none") == true)
        #expect(throws: FileError.self) { try classes([0, 255]) }
        #expect(throws: FileError.self) { try classes([0, -1]) }
        #expect(try classes(Array(0...255)).names.count == 256)
        #expect(try classes([0, 1, 200, 255]).names == ["0", "1", "200", "255"])
    }

    @Test("A label that only another part has is an error that names it")
    func refusesStrangers() throws {
        let error = #expect(throws: FileError.self) {
            try classes([0, 1]).numbers(
                of: StoredLabels(values: .numbers([1, 4]), place: "y_test.npy"))
        }
        #expect(
            error?.description.contains(
                "y_test.npy: expected labels of the classes 0, 1, got 4 for sample 1") == true)
    }

    @Test("Labels may be texts, which are the classes' names")
    func readsTexts() throws {
        let folder = try TemporaryFolder()
        let names = ["dog", "ü", "cat", "dog"]
        let wide = names.flatMap { name -> [UInt32] in
            let scalars = name.unicodeScalars.map(\.value)
            return scalars + [UInt32](repeating: 0, count: 3 - scalars.count)
        }
        let narrow = names.flatMap { name -> [UInt8] in
            Array(name.utf8) + [UInt8](repeating: 0, count: 3 - name.utf8.count)
        }
        let arrays = [
            ArchiveWriter.npy("<U3", "4,", ArchiveWriter.bytes(wide)),
            ArchiveWriter.npy(">U3", "4,", ArchiveWriter.bytes(wide.map(\.bigEndian))),
            ArchiveWriter.npy("|S3", "4,", narrow),
        ]
        for labels in arrays {
            let x = ArchiveWriter.npy("|u1", "4, 2", [1, 2, 3, 4, 5, 6, 7, 80])
            let url = try folder.write(
                ArchiveWriter.zip([
                    ("x_train.npy", x), ("y_train.npy", labels), ("x_test.npy", x),
                    ("y_test.npy", labels),
                ]), to: "a.npz")
            let data = try ArrayData.load(url, DataRequest())
            #expect(data.classes == ["cat", "dog", "ü"])
            #expect(data.train.allLabels == [1, 2, 0, 1])
        }
    }
}

@Suite("Names of IDX files")
struct IDXNamesTests {
    private func files(
        images: String, labels: String, test: String = "t10k"
    ) -> [(name: String, bytes: [UInt8])] {
        [
            ("train-\(images)", idx([3, 1, 2], Array(0..<6))),
            ("train-\(labels)", idx([3], [1, 4, 2])),
            ("\(test)-\(images)", idx([1, 1, 2], [7, 8])), ("\(test)-\(labels)", idx([1], [4])),
        ]
    }

    private func load(
        _ files: [(name: String, bytes: [UInt8])], prefix: String = "", into folder: TemporaryFolder
    ) throws -> Dataset {
        for (name, bytes) in files { try folder.write(bytes, to: prefix + name) }
        #expect(IDXFolder.accepts(folder.url))
        return try IDXFolder.load(folder.url, DataRequest())
    }

    @Test("Files are found under the names that they are published by")
    func findsNames() throws {
        let kinds: [(String, [(name: String, bytes: [UInt8])])] = [
            ("", files(images: "images-idx3-ubyte", labels: "labels-idx1-ubyte")),
            ("", files(images: "images.idx3-ubyte", labels: "labels.idx1-ubyte")),
            (
                "emnist-letters-",
                files(images: "images-idx3-ubyte", labels: "labels-idx1-ubyte", test: "test")
            ),
            (
                "",
                files(images: "images.idx3-ubyte", labels: "labels.idx1-ubyte").map {
                    ($0.name + ".gz", gzip($0.bytes))
                }
            ),
        ]
        for (prefix, files) in kinds {
            let data = try load(files, prefix: prefix, into: TemporaryFolder())
            #expect(data.classes == ["1", "2", "4"])
            #expect(data.train.allLabels == [0, 2, 1] && data.test.allLabels == [2])
            #expect(data.findings == ["no sample has the label 0, 3: 3 classes, from 1 to 4"])
        }
    }

    @Test("The files of two data sets in one folder are told apart")
    func refusesTwoSets() throws {
        let folder = try TemporaryFolder()
        let files = files(images: "images-idx3-ubyte", labels: "labels-idx1-ubyte")
        _ = try load(files, prefix: "emnist-digits-", into: folder)
        let error = #expect(throws: FileError.self) {
            try load(files, prefix: "emnist-letters-", into: folder)
        }
        #expect(error?.got == "those of emnist-digits, emnist-letters")
    }

    @Test("For a network labels are numbered by its classes")
    func followsNetwork() throws {
        let folder = try TemporaryFolder()
        _ = try load(
            files(images: "images-idx3-ubyte", labels: "labels-idx1-ubyte"), into: folder)
        var request = DataRequest()
        request.known = KnownData(
            classes: (0...4).map(String.init), preparation: nil, register: nil)
        let data = try IDXFolder.load(folder.url, request)
        #expect(data.classes.count == 5 && data.train.allLabels == [1, 4, 2])
    }
}
