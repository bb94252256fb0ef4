import Foundation
import OnwardCompute
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardData
@testable import OnwardDataFiles
@testable import OnwardPictures

@Suite("Names of folders and pictures")
struct PictureNamesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Small gray pictures, no two of them the same, in each of some folders.
    private func write(_ count: Int, into paths: String...) throws {
        for path in paths {
            for number in 0..<count {
                let shade = UInt8(
                    truncatingIfNeeded: path.utf8.reduce(number) { $0 &* 31 &+ Int($1) })
                try folder.write(
                    PNGWriter.png(2, 2, .gray, [shade, 0, UInt8(number), 0]),
                    to: "\(path)/\(number).png")
            }
        }
    }

    private func load(_ known: KnownData? = nil) throws -> Dataset {
        var request = DataRequest()
        request.known = known
        return try PictureFolder.load(folder.url, request)
    }

    private func message(_ known: KnownData? = nil) -> String {
        do {
            return "no error: \(try load(known).classes)"
        } catch { return "\(error)" }
    }

    private func counts(_ data: Dataset) -> [Int?] {
        [data.train.count, data.validation?.count, data.test.count]
    }

    @Test(
        "Parts are known by their names in any case",
        arguments: [("Train", "Test"), ("Training", "TESTING"), ("seg_train", "seg_test")])
    func knowsParts(train: String, test: String) throws {
        try write(3, into: "\(train)/a", "\(train)/b", "\(test)/a", "\(test)/b")
        try write(1, into: "extra")
        let data = try load()
        #expect(data.classes == ["a", "b"] && counts(data) == [6, nil, 6])
        #expect(data.findings.contains("left unused beside train: extra"))
    }

    @Test("A folder of the part's own name in the part's folder is the part")
    func goesDown() throws {
        try write(2, into: "seg_train/seg_train/a", "seg_train/seg_train/b")
        try write(1, into: "seg_test/seg_test/a")
        let data = try load()
        #expect(data.classes == ["a", "b"] && counts(data) == [4, nil, 1])
    }

    @Test("A part to validate with is that beside one to test with, and else is tested with")
    func validates() throws {
        try write(4, into: "train/a", "train/b")
        try write(2, into: "Val/a", "Val/b")
        #expect(counts(try load()) == [8, nil, 4])
        try write(3, into: "test/a", "test/b")
        let data = try load()
        #expect(counts(data) == [8, 4, 6])
        #expect(data.validation?.allLabels == [0, 0, 1, 1])
    }

    @Test("Loose files are no part to test with, and parts without classes are no data set")
    func findsLooseFiles() throws {
        try write(5, into: "train/a", "train/b")
        try write(3, into: "test")
        let data = try load()
        #expect(counts(data) == [8, nil, 2])
        #expect(data.findings.contains { $0.hasPrefix("test: 3 files without classes") })
        let other = try TemporaryFolder()
        for part in ["train", "test"] {
            let bytes = PNGWriter.png(2, 2, .gray, [1, 2, 3, 4])
            try other.write(bytes, to: "\(part)/1.png")
        }
        let error = #expect(throws: FileError.self) {
            try PictureFolder.load(other.url, DataRequest())
        }
        #expect(error?.description.contains("got the folders test, train") == true)
    }

    @Test("Names are the same in both forms of Unicode, and files are opened where they are")
    func comparesForms() throws {
        let (short, long) = ("caf\u{e9}", "cafe\u{301}")
        try write(3, into: "train/\(short)", "train/the", "test/\(long)")
        try write(2, into: "train/\(long)")
        let data = try load()
        #expect(data.classes.map { Array($0.utf8) } == [short, "the"].map { Array($0.utf8) })
        #expect(counts(data) == [8, nil, 3])
        #expect(data.train.allLabels == [0, 0, 0, 0, 0, 1, 1, 1])
        let names = try #require(data.test.allNames)
        #expect(Array(names[0].utf8) == Array("test/\(short)/0.png".utf8))
        let preparation = try #require(data.preparation)
        let judged = try preparation.samples(at: folder.url, classes: [long, "the"])
        #expect(judged.samples.allLabels == [0, 0, 0])
        let all = try preparation.samples(
            at: folder.url.appending(path: "test/\(long)"), classes: nil)
        #expect(all.samples.count == 3)
    }

    @Test("A name that is no text is opened as it is")
    func opensBytes() throws {
        try write(4, into: "a", "b")
        let picture = PNGWriter.png(2, 2, .gray, [9, 9, 9, 9])
        try folder.write(picture, to: "plain")
        let path =
            Array(folder.url.path.utf8) + Array("/b/\u{78}".utf8) + [0xff] + Array(".png".utf8)
        let text = path.map { CChar(bitPattern: $0) } + [0]
        try #require(rename(folder.url.path + "/plain", text) == 0)
        let data = try load()
        #expect(data.train.count + data.test.count == 9)
    }

    @Test("Samples have a hash of their file's bytes, and its path")
    func tellsOrigin() throws {
        try write(2, into: "train/a", "train/b/deep", "test/a")
        let data = try load()
        #expect(
            data.train.allNames == [
                "train/a/0.png", "train/a/1.png", "train/b/deep/0.png", "train/b/deep/1.png",
            ])
        let bytes = try Data(contentsOf: folder.url.appending(path: "train/b/deep/1.png"))
        #expect(data.train.allContents[3] == ContentHash.of(Array(bytes)))
        let preparation = try #require(data.preparation)
        let judged = try preparation.samples(at: folder.url, classes: data.classes).samples
        #expect(judged.allContents == data.test.allContents)
        #expect(judged.allNames == ["test/a/0.png", "test/a/1.png"])
    }

    @Test("Data for a network are numbered by its classes and prepared as it was trained")
    func followsNetwork() throws {
        try write(5, into: "a", "b")
        let form = PictureForm(PictureSize(width: 3, height: 2), .color)
        let data = try load(known(["b", "a"], PicturePreparation(form, .asStored)))
        #expect(data.classes == ["b", "a"] && data.shape == form.shape)
        #expect(data.preparation as? PicturePreparation == PicturePreparation(form, .asStored))
        let names = try #require(data.train.allNames)
        #expect(zip(names, data.train.allLabels).allSatisfy { $0.hasPrefix($1 == 0 ? "b" : "a") })
        #expect(message(known(["a", "c"])).contains("got b; rename"))
        #expect(message(known(["a", "b", "c"])).contains("got none of c"))
    }

    private func known(
        _ classes: [String], _ preparation: PicturePreparation? = nil
    ) -> KnownData {
        KnownData(classes: classes, preparation: preparation, register: nil)
    }

    @Test("Names that differ by case or blanks alone are told")
    func warnsOfLikeNames() throws {
        try write(3, into: "Cat", "cat", "dog")
        #expect(try load().findings.contains { $0.contains("\"Cat\" and \"cat\"") })
    }
}
