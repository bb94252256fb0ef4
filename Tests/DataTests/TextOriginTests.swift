import Foundation
import OnwardCompute
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardData
@testable import OnwardDataFiles
@testable import OnwardDataSets

private let reviews = [
    "train/neg/0_1.txt": "bad film", "train/pos/0_9.txt": "good film",
    "test/neg/0_1.txt": "bad", "test/pos/0_9.txt": "good",
]

@Suite("Where texts come from")
struct TextOriginTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        for (path, text) in reviews {
            try folder.write(Array(text.utf8), to: "imdb/aclImdb/\(path)")
        }
    }

    private func load(_ known: KnownData? = nil) throws -> Dataset {
        var request = DataRequest(directory: folder.url)
        request.known = known
        return try IMDB.load(request)
    }

    private func known(_ classes: [String], _ preparation: (any Preparation)?) -> KnownData {
        KnownData(classes: classes, preparation: preparation, register: nil)
    }

    @Test("A review has a hash of its text and its path, from the folder and from the archive")
    func tellsOrigin() throws {
        let data = try load()
        #expect(data.train.allNames == ["train/neg/0_1.txt", "train/pos/0_9.txt"])
        #expect(data.train.allContents[1] == ContentHash.of("good film"))
        let archive = ArchiveWriter.tar(
            reviews.sorted { $0.key < $1.key }.map { ("aclImdb/" + $0.key, Array($0.value.utf8)) })
        try FileManager.default.removeItem(at: folder.url.appending(path: "imdb/aclImdb"))
        try folder.write(archive, to: "imdb/aclImdb.tar")
        let packed = try load()
        #expect(packed.train.allNames == data.train.allNames)
        #expect(packed.test.allContents == data.test.allContents)
    }

    @Test("Texts for a network are numbered by its classes and prepared as it was trained")
    func followsNetwork() throws {
        let words = TextPreparation(words: ["good"], weights: [1], weighting: .counts)
        let data = try load(known(["pos", "neg"], words))
        #expect(data.classes == ["pos", "neg"] && data.train.allLabels == [1, 0])
        #expect(data.preparation as? TextPreparation == words && data.shape == Shape(1))
        let error = #expect(throws: FileError.self) { try load(known(["good", "pos"], words)) }
        #expect(error?.got == "neg")
    }

    @Test("Folders of texts are named in one form of Unicode, and a strange one is an error")
    func readsFolders() throws {
        let words = TextPreparation(words: ["good"], weights: [1], weighting: .counts)
        try folder.write(Array("good".utf8), to: "own/cafe\u{301}/1.TXT")
        try folder.write(Array("bad".utf8), to: "own/the/1.txt")
        let own = folder.url.appending(path: "own")
        let read = try words.samples(at: own, classes: ["the", "caf\u{e9}"]).samples
        #expect(read.allLabels == [0, 1])
        #expect(read.allNames?.map { Array($0.utf8) }.last == Array("caf\u{e9}/1.TXT".utf8))
        #expect(read.allContents == [ContentHash.of("bad"), ContentHash.of("good")])
        let error = #expect(throws: FileError.self) {
            try words.samples(at: own, classes: ["the", "tea"])
        }
        #expect(error?.got == "caf\u{e9}")
    }
}
