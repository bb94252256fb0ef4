import Foundation
import OnwardCompute
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardData
@testable import OnwardDataFiles
@testable import OnwardDataSets

/// Six reviews, of which two are to test with.
private let reviews: [(path: String, text: String)] = [
    ("train/neg/0_1.txt", "A bad, BAD film.<br />Don't!"), ("train/neg/1_2.txt", "bad film"),
    ("train/pos/0_9.txt", "a good film"), ("train/pos/1_9.txt", "good"),
    ("test/neg/0_1.txt", "bad unseen"), ("test/pos/0_9.txt", "good unseen words"),
]

private func numbers(_ samples: Samples) -> [[Float]] {
    let input = Matrix(rows: samples.count, columns: samples.shape.count)
    samples.gather(
        Matrix((0..<Int32(samples.count)).map { $0 }, columns: 1), into: input,
        labels: Matrix(.int32, rows: samples.count, columns: 1), on: Engine())
    return (0..<input.rows).map { input.rows($0..<$0 + 1).values() }
}

/// One entry of a tar archive.
private func entry(_ name: String, _ content: String, size: String? = nil) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at place: Int) {
        header.replaceSubrange(place..<place + text.utf8.count, with: text.utf8)
    }
    let bytes = Array(content.utf8)
    put(name, at: 0)
    put(size ?? String(bytes.count, radix: 8), at: 124)
    put("        ", at: 148)
    header[156] = UInt8(ascii: "0")
    put("ustar", at: 257)
    let sum: Int = header.reduce(0) { $0 + Int($1) }
    put(String(sum, radix: 8), at: 148)
    header[154] = 0
    let padding = (512 - bytes.count % 512) % 512
    return header + bytes + [UInt8](repeating: 0, count: padding)
}

private let archive: [UInt8] = {
    var bytes: [UInt8] = []
    for (path, text) in reviews { bytes += entry("aclImdb/" + path, text) }
    return bytes + [UInt8](repeating: 0, count: 1024)
}()

@Suite("Texts")
struct TextTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func load(_ settings: [String: String] = [:]) throws -> Dataset {
        try IMDB.load(DataRequest(directory: folder.url, settings: SettingValues(settings)))
    }

    @Test("Words are in small letters, parted by everything but letters, digits and apostrophes")
    func findsWords() {
        var words = Words(in: Array("Don't—é2 'x' 'e\u{301}".utf8))
        var found: [[UInt8]] = []
        while words.next() { found.append(words.word) }
        #expect(found == ["don't—é2", "x'", "\u{e9}"].map { Array($0.utf8) })
    }

    @Test("Only words of training reviews count, the most frequent first")
    func countsTrainingWords() throws {
        try folder.write(archive, to: "imdb/aclImdb_small.tar")
        let data = try load(["vocabulary": "3"])
        let preparation = try #require(data.preparation as? TextPreparation)
        #expect(preparation.words == ["film", "a", "bad"])
        #expect(data.classes == ["neg", "pos"] && data.train.count == 4 && data.test.count == 2)
        #expect(data.train.allLabels == [0, 0, 1, 1])
        // ln(5 / 4) + 1, ln(5 / 3) + 1 twice, the last with (1 + ln 2) occurrences.
        let weights = preparation.weights
        #expect(abs(weights[0] - 1.223144) < 1e-5 && abs(weights[2] - 1.510826) < 1e-5)
        let row = [weights[0], weights[1], weights[2] * 1.693147]
        let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
        for (number, expected) in zip(numbers(data.train)[0], row) {
            #expect(abs(Double(number) - expected / length * (3.0 / 16).squareRoot()) < 1e-5)
        }
        #expect(numbers(data.test)[1] == [0, 0, 0])
    }

    @Test("An archive, a compressed one and the folder hold the same data")
    func readsAllForms() throws {
        try folder.write(archive, to: "imdb/aclImdb.tar")
        let plain = try load(["word-pairs": "16"])
        try FileManager.default.removeItem(at: folder.url.appending(path: "imdb/aclImdb.tar"))
        try folder.write(gzip(archive), to: "imdb/aclImdb.tar.gz")
        #expect(numbers(try load(["word-pairs": "16"]).train) == numbers(plain.train))
        for (path, text) in reviews {
            try folder.write(Array(text.utf8), to: "imdb/aclImdb/\(path)")
        }
        let unpacked = try load(["word-pairs": "16"])
        #expect(numbers(unpacked.train) == numbers(plain.train))
        #expect(numbers(unpacked.test) == numbers(plain.test))
    }

    @Test("A text is prepared as the training reviews were, and so are labelled folders")
    func preparesTexts() throws {
        try folder.write(archive, to: "imdb/aclImdb.tar")
        let data = try load(["word-pairs": "8", "text-weights": "counts"])
        let preparation = try #require(data.preparation as? TextPreparation)
        for (path, text) in reviews { try folder.write(Array(text.utf8), to: path) }
        let one = try preparation.samples(
            at: folder.url.appending(path: reviews[0].path), classes: nil)
        #expect(numbers(one.samples) == [numbers(data.train)[0]])
        let test = try preparation.samples(
            at: folder.url.appending(path: "test"), classes: data.classes)
        #expect(numbers(test.samples) == numbers(data.test))
        #expect(test.samples.allLabels == [0, 1])
        let coded = try JSONEncoder().encode(preparation)
        #expect(try JSONDecoder().decode(TextPreparation.self, from: coded) == preparation)
    }

    @Test("Names in an archive lead nowhere: nothing is written, and odd ones are passed over")
    func ignoresNames() throws {
        let traps = [
            "/etc/train/neg/../../x", "../../train/neg/x.TXT", "aclImdb/train/unsup/1.txt",
        ]
        let trapped: [UInt8] = traps.flatMap { entry($0, "bad trap") }
        try folder.write(trapped + archive, to: "imdb/aclImdb.tar")
        let data = try load()
        #expect(data.train.count == 4)
        #expect((data.preparation as? TextPreparation)?.words.contains("trap") == false)
    }

    @Test(
        "An archive that lies about a size ends in an error, not in memory",
        arguments: [("77777777777", "a size of 77777777777"), ("2000", "an early end")])
    func refusesLies(size: String, says: String) throws {
        let lie = entry("aclImdb/train/neg/0_1.txt", "bad", size: size)
        try folder.write(lie, to: "imdb/aclImdb.tar")
        let error = #expect(throws: FileError.self) { try load() }
        #expect(error?.got?.contains(says) == true, "\(error?.description ?? "none")")
    }

    @Test("A set that is not there, or has a part without reviews, is said")
    func refusesParts() throws {
        #expect(throws: FileError.self) { try load() }
        try folder.write(entry("aclImdb/train/neg/0_1.txt", "bad"), to: "imdb/aclImdb.tar")
        let error = #expect(throws: FileError.self) { try load() }
        #expect(error?.got == "none in one of the parts")
        #expect(throws: SettingsError.self) { try load(["vocabulary": "0"]) }
        #expect(throws: SettingsError.self) { try load(["text-weights": "bm25"]) }
    }
}

@Test("Sparse rows are gathered with their zeros, whatever stood in the place")
func gathersSparseRows() {
    let rows = SparseRows(
        columns: 4, starts: [0, 2, 2, 3], places: [1, 3, 0], values: [5, 6, 7])
    let output = Matrix([Float](repeating: 9, count: 12), columns: 4)
    Engine().gather(rows, order: Matrix([2, 1, 0] as [Int32], columns: 1), into: output)
    #expect(output.values() == [7, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 6] as [Float])
}
