import Foundation
import OnwardCompute
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardData
@testable import OnwardDataFiles
@testable import OnwardPictures

private let pixels = (0..<24).map { UInt8($0 * 10) }
private let labels: [Int64] = [2, 0, 1, 0]

@Suite("Arrays of NumPy's")
struct ArrayTests {
    /// All numbers of samples, scaled.
    private func numbers(_ samples: Samples) -> [Float] {
        let input = Matrix(rows: samples.count, columns: samples.shape.count)
        samples.gather(
            Matrix((0..<Int32(samples.count)).map { $0 }, columns: 1), into: input,
            labels: Matrix(.int32, rows: samples.count, columns: 1), on: Engine(threads: 1))
        return input.values()
    }

    private func dataset(
        _ files: [(name: String, content: [UInt8])], deflates: Bool = true
    ) throws -> Dataset {
        let folder = try TemporaryFolder()
        let url = try folder.write(
            ArchiveWriter.zip(files, deflates: deflates), to: "digits.npz")
        #expect(ArrayData.accepts(url))
        return try ArrayData.load(url, DataRequest())
    }

    private func message(_ files: [(name: String, content: [UInt8])]) -> String {
        do {
            return "no error: \(try dataset(files).findings)"
        } catch { return "\(error)" }
    }

    private let x = ArchiveWriter.npy("|u1", "4, 2, 3", pixels)
    private let y = ArchiveWriter.npy("<i8", "4,", ArchiveWriter.bytes(labels))

    @Test("An NPZ file is read, stored and deflated", arguments: [false, true])
    func readsNPZ(deflates: Bool) throws {
        let data = try dataset(
            [
                ("x_train.npy", x), ("y_train.npy", y), ("x_test.npy", x), ("y_test.npy", y),
                ("notes.txt", [1, 2]),
            ], deflates: deflates)
        #expect(data.name == "digits" && data.classes == ["0", "1", "2"])
        #expect(data.shape == Shape(1, 2, 3))
        #expect(data.train.allLabels == [2, 0, 1, 0] && data.test.allLabels == [2, 0, 1, 0])
        #expect(numbers(data.train) == pixels.map { Float($0) * (1 / 255) })
    }

    @Test("A folder of NPY files is read, whatever the numbers are written as")
    func readsFolder() throws {
        let floats = pixels.map { Float($0) - 100 }
        let kinds: [(type: String, bytes: [UInt8])] = [
            ("<f4", ArchiveWriter.bytes(floats)),
            (">f4", ArchiveWriter.bytes(floats.map(\.bitPattern.bigEndian))),
            ("<f8", ArchiveWriter.bytes(floats.map(Double.init))),
            ("<i2", ArchiveWriter.bytes(floats.map { Int16($0) })),
            (">i4", ArchiveWriter.bytes(floats.map { Int32($0).bigEndian })),
            ("<i8", ArchiveWriter.bytes(floats.map { Int64($0) })),
        ]
        for (type, bytes) in kinds {
            let folder = try TemporaryFolder()
            try folder.write(ArchiveWriter.npy(type, "4, 6", bytes), to: "train_images.npy")
            try folder.write(
                ArchiveWriter.npy("|u1", "4, 1", [1, 0, 1, 0]), to: "Train_Labels.npy")
            #expect(ArrayData.accepts(folder.url))
            var request = DataRequest()
            request.settings["test-share"] = "0.5"
            let data = try ArrayData.load(folder.url, request)
            #expect(data.shape == Shape(6) && data.train.count == 2 && data.test.count == 2)
            #expect(Set(numbers(data.train) + numbers(data.test)) == Set(floats), "\(type)")
        }
    }

    @Test("Channels that lie side by side are separated")
    func separatesChannels() throws {
        let last = ArchiveWriter.npy("|u1", "2, 2, 2, 3", pixels)
        let float = ArchiveWriter.npy(
            "<f4", "2, 2, 2, 3", ArchiveWriter.bytes(pixels.map { Float($0) + 0.5 }))
        let two = ArchiveWriter.npy("|u1", "2,", [0, 1])
        let expected = (0..<24).map { index -> Float in
            let (sample, place) = (index / 12, index % 12)
            return Float(pixels[12 * sample + place % 4 * 3 + place / 4])
        }
        for (array, first, scale) in [(last, Float(0), Float(1) / 255), (float, 0.5, 1)] {
            let data = try dataset(
                [
                    ("x_train.npy", array), ("y_train.npy", two), ("x_test.npy", array),
                    ("y_test.npy", two),
                ])
            #expect(data.shape == Shape(3, 2, 2))
            #expect(numbers(data.train) == expected.map { ($0 + first) * scale })
        }
    }

    @Test("Samples without labels are read for a model, many or one")
    func readsUnlabelled() throws {
        let folder = try TemporaryFolder()
        let shape = Shape(1, 2, 3)
        let many = try folder.write(x, to: "many.npy")
        let one = try folder.write(
            ArchiveWriter.npy("|u1", "2, 3", Array(pixels.prefix(6))), to: "one.npy")
        #expect(try UnpreparedSamples.read(many, for: shape).samples.count == 4)
        let single = try UnpreparedSamples.read(one, for: shape).samples
        #expect(single.shape == shape && single.count == 1)
        #expect(numbers(single) == pixels.prefix(6).map { Float($0) * (1 / 255) })
    }

    @Test("What is damaged or of another form is refused, and says what it is")
    func refuses() throws {
        func files(_ x: [UInt8], _ y: [UInt8]) -> [(name: String, content: [UInt8])] {
            [("x.npy", x), ("y.npy", y)]
        }
        let cases: [(String, [(name: String, content: [UInt8])])] = [
            ("got none", []), ("got a", [("a.npy", x)]),
            ("an array of O", files(ArchiveWriter.npy("|O", "4, 2", pixels), y)),
            ("cannot hold them", files(ArchiveWriter.npy("|u1", "4, 6000000", pixels), y)),
            (
                "cannot hold them",
                files(ArchiveWriter.npy("|u1", "99999999999, 999999999", pixels), y)
            ),
            (
                "cannot hold",
                files(ArchiveWriter.npy("<f8", "4, 1", Array(pixels.prefix(20))), y)
            ),
            ("more than", files(x + [1], y)),
            ("a single number", files(ArchiveWriter.npy("|u1", "", [1]), y)),
            ("no NPY file", files(Array("PK".utf8), y)),
            ("4 labels as x", files(x, ArchiveWriter.npy("|u1", "3,", [1, 2, 0]))),
            ("argmax", files(x, ArchiveWriter.npy("|u1", "4, 3", Array(pixels.prefix(12))))),
            (
                "label 0.5",
                files(
                    x,
                    ArchiveWriter.npy("<f4", "4,", ArchiveWriter.bytes([0, 1, 0.5, 0] as [Float])))
            ),
            ("got -1", files(x, ArchiveWriter.npy("|i1", "4,", [0, 1, 255, 0]))),
            (
                "nan",
                files(
                    ArchiveWriter.npy(
                        "<f4", "4, 1", ArchiveWriter.bytes([0, 1, .nan, 0] as [Float])), y)
            ),
            (
                "[2, 3, 2, 2]",
                files(
                    ArchiveWriter.npy("|u1", "1, 2, 3, 2, 2", pixels),
                    ArchiveWriter.npy("|u1", "1,", [0]))
            ),
        ]
        for (says, files) in cases {
            let message = message(files)
            #expect(message.contains(says), "\(says): \(message)")
        }
    }

    @Test("A damaged archive is refused wherever a byte is wrong or missing")
    func refusesDamagedArchives() throws {
        let folder = try TemporaryFolder()
        let good = ArchiveWriter.zip([("x.npy", x), ("y.npy", y)], deflates: true)
        func load(_ bytes: [UInt8]) throws -> Dataset {
            try ArrayData.load(try folder.write(bytes, to: "a.npz"), DataRequest())
        }
        _ = try load(good)
        for count in [0, 10, 100, good.count - 30, good.count - 1] {
            #expect(throws: FileError.self, "\(count)") { try load(Array(good.prefix(count))) }
        }
        // In the first array's own bytes, whose sum tells.
        for place in 50..<80 {
            var bytes = good
            bytes[place] ^= 0x55
            #expect(throws: FileError.self, "\(place)") { try load(bytes) }
        }
        var encrypted = good
        let mark: [UInt8] = [0x50, 0x4b, 1, 2]
        let list = good.indices.first { good[$0...].starts(with: mark) } ?? 0
        encrypted[list + 8] = 1
        let error = #expect(throws: FileError.self) { try load(encrypted) }
        #expect(error?.description.contains("encrypted") == true)
    }
}
