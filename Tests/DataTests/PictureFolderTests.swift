import Foundation
import OnwardCompute
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardData
@testable import OnwardPictures

@Suite("Folders of pictures")
struct PictureFolderTests {
    /// Gray squares of one shade each, `count` of every class, in folders `<part>/<class>`.
    private func write(
        _ classes: [String], count: Int, side: Int = 4, into folder: TemporaryFolder,
        part: String = ""
    ) throws {
        for (label, name) in classes.enumerated() {
            for number in 0..<count {
                let shade = UInt8(100 * label + number)
                let pixels = [UInt8](repeating: shade, count: side * side)
                try folder.write(
                    PNGWriter.png(side, side, .gray, pixels), to: "\(part)\(name)/\(number).png")
            }
        }
    }

    private func load(
        _ folder: TemporaryFolder, _ settings: [String: String] = [:], seed: UInt64 = 1
    ) throws -> Dataset {
        #expect(PictureFolder.accepts(folder.url))
        return try PictureFolder.load(
            folder.url, DataRequest(seed: seed, settings: SettingValues(settings)))
    }

    private func shades(_ samples: Samples) -> [Int] {
        let input = Matrix(rows: samples.count, columns: samples.shape.count)
        let labels = Matrix(.int32, rows: samples.count, columns: 1)
        samples.gather(
            Matrix((0..<Int32(samples.count)).map { $0 }, columns: 1), into: input, labels: labels,
            on: Engine(threads: 1))
        return (0..<samples.count).map { Int((input[$0, 0] * 255).rounded()) }
    }

    private func message(_ body: () throws -> Dataset) -> String {
        do {
            return "no error: \(try body().classes)"
        } catch { return "\(error)" }
    }

    @Test("The parts train and test are read as they are, classes in the order of their names")
    func readsParts() throws {
        let folder = try TemporaryFolder()
        try write(["b", "a c", "ü"], count: 3, into: folder, part: "train/")
        try write(["b", "ü"], count: 2, into: folder, part: "val/")
        let data = try load(folder)
        #expect(data.classes == ["a c", "b", "ü"])
        #expect(data.shape == Shape(1, 4, 4))
        #expect(data.train.allLabels == [0, 0, 0, 1, 1, 1, 2, 2, 2])
        #expect(shades(data.train) == [100, 101, 102, 0, 1, 2, 200, 201, 202])
        #expect(data.test.allLabels == [1, 1, 2, 2])
        #expect(
            data.preparation as? PicturePreparation
                == PicturePreparation(PictureForm(PictureSize(width: 4, height: 4), .gray)))
    }

    @Test("Without a part to test with, the same share of every class is set aside, by the seed")
    func splits() throws {
        let folder = try TemporaryFolder()
        try write(["train", "plane"], count: 10, into: folder)
        let data = try load(folder)
        #expect(data.classes == ["plane", "train"])
        #expect(data.test.allLabels == [0, 0, 1, 1] && data.train.count == 16)
        #expect(Set(shades(data.train) + shades(data.test)).count == 20)
        let again = try load(folder)
        #expect(shades(again.test) == shades(data.test))
        let others = try [UInt64](2...5).map { seed in shades(try load(folder, seed: seed).test) }
        #expect(others.contains { $0 != shades(data.test) })
        #expect(try load(folder, ["test-share": "0.5"]).test.count == 10)
        #expect(data.findings.contains { $0.contains("set 4 of 20 pictures aside") })
    }

    @Test("Size and color are those of the files where they agree, or what was asked for")
    func choosesForm() throws {
        let folder = try TemporaryFolder()
        try write(["a", "b"], count: 3, into: folder)
        #expect(try load(folder, ["image-size": "6x5"]).shape == Shape(1, 5, 6))
        #expect(try load(folder, ["image-color": "color"]).shape == Shape(3, 4, 4))
        let red = (0..<80).flatMap { _ -> [UInt8] in [255, 0, 0] }
        try folder.write(PNGWriter.png(10, 8, .color, red), to: "a/red.png")
        #expect(try load(folder).shape == Shape(3, 32, 32))
        #expect(try load(folder, ["image-color": "gray"]).shape == Shape(1, 32, 32))
        #expect(message { try load(folder, ["image-color": "grey"]) }.contains("gray, color"))
    }

    @Test("Damaged files are listed, or left out; other files are passed over")
    func namesDamage() throws {
        let folder = try TemporaryFolder()
        try write(["a", "b"], count: 5, into: folder)
        try folder.write(Array("GIF89a".utf8), to: "a/moving.png")
        try folder.write(
            Array(PNGWriter.png(4, 4, .gray, .init(repeating: 1, count: 16)).prefix(40)),
            to: "b/deep/half.PNG")
        try folder.write([1], to: "b/notes.txt")
        try folder.write([1], to: "b/.hidden.png")
        symlink("loop.jpg", folder.url.path + "/b/loop.jpg")
        symlink("..", folder.url.path + "/b/again")
        let error = message { try load(folder) }
        for says in [
            "13 PNG", "3 that cannot", "a/moving.png: neither", "b/deep/half.PNG: a damaged",
            "b/loop.jpg", "`skip-bad`",
        ] { #expect(error.contains(says), "\(error)") }
        let data = try load(folder, ["skip-bad": "true"])
        #expect(data.train.count + data.test.count == 10)
        #expect(data.findings.contains { $0.contains("a/moving.png") })
        #expect(
            data.findings.contains {
                $0.contains("passed over") && $0.contains("b/again, b/notes.txt")
            })
    }

    @Test("What has not the pictures of two classes is refused")
    func refuses() throws {
        let folder = try TemporaryFolder()
        #expect(!PictureFolder.accepts(folder.url))
        try write(["a"], count: 3, into: folder)
        #expect(message { try load(folder) }.contains("only a"))
        mkdir(folder.url.path + "/b", 0o755)
        #expect(message { try load(folder) }.contains("none in b"))
        let small = try TemporaryFolder()
        try write(["a", "b"], count: 1, into: small)
        #expect(message { try load(small) }.contains("enough pictures"))
        let parts = try TemporaryFolder()
        try write(["a", "b"], count: 3, into: parts, part: "train/")
        try write(["a", "c"], count: 3, into: parts, part: "test/")
        #expect(message { try load(parts) }.contains("got c"))
    }

    @Test("A model's preparation reads single files, folders and class folders alike")
    func prepares() throws {
        let folder = try TemporaryFolder()
        try write(["b", "a"], count: 2, side: 9, into: folder)
        let preparation = PicturePreparation(PictureForm(PictureSize(width: 3, height: 2), .color))
        let one = try preparation.samples(at: folder.url.appending(path: "a/1.png"), classes: nil)
        #expect(one.samples.shape == Shape(3, 2, 3) && shades(one.samples) == [101])
        let all = try preparation.samples(at: folder.url, classes: nil)
        #expect(shades(all.samples) == [100, 101, 0, 1])
        #expect(
            all.names?.map { $0.suffix(8) } == ["/a/0.png", "/a/1.png", "/b/0.png", "/b/1.png"])
        let judged = try preparation.samples(at: folder.url, classes: ["z", "b", "a"])
        #expect(
            judged.samples.allLabels == [2, 2, 1, 1] || judged.samples.allLabels == [1, 1, 2, 2])
        #expect(throws: FileError.self) { try preparation.samples(at: folder.url, classes: ["a"]) }
        let text = try JSONEncoder().encode(preparation)
        #expect(try JSONDecoder().decode(PicturePreparation.self, from: text) == preparation)
    }

    @Test("A network that learned from other data is shown pictures in the form it takes")
    func preparesForShape() throws {
        let folder = try TemporaryFolder()
        try write(["a"], count: 1, side: 9, into: folder)
        let url = folder.url.appending(path: "a/0.png")
        #expect(
            try UnpreparedSamples.read(url, for: Shape(1, 28, 28)).samples.shape == Shape(1, 28, 28)
        )
        #expect(throws: FileError.self) { try UnpreparedSamples.read(url, for: Shape(784)) }
    }
}
