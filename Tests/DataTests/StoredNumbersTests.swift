import Foundation
import OnwardCompute
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardData
@testable import OnwardDataFiles

private let pixels: [UInt8] = (0..<24).map { UInt8($0 * 10) }
private let labels = ArchiveWriter.npy("|u1", "4,", [2, 0, 1, 0])

/// What numbers mean, in whatever type and order they are stored.
@Suite("Numbers of arrays")
struct StoredNumbersTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func load(
        _ files: [(name: String, content: [UInt8])], _ known: KnownData? = nil
    ) throws -> Dataset {
        let url = try folder.write(ArchiveWriter.zip(files), to: "a.npz")
        var request = DataRequest()
        request.known = known
        return try ArrayData.load(url, request)
    }

    private func parts(
        _ train: [UInt8], _ test: [UInt8]? = nil, labels: [UInt8] = labels
    ) -> [(name: String, content: [UInt8])] {
        [
            ("x_train.npy", train), ("y_train.npy", labels), ("x_test.npy", test ?? train),
            ("y_test.npy", labels),
        ]
    }

    private func floats(_ numbers: [Float], shape: String = "4, 2, 3") -> [UInt8] {
        ArchiveWriter.npy("<f4", shape, ArchiveWriter.bytes(numbers))
    }

    private func known(_ classes: [String], _ preparation: (any Preparation)?) -> KnownData {
        KnownData(classes: classes, preparation: preparation, register: nil)
    }

    private let bytes = ArchiveWriter.npy("|u1", "4, 2, 3", pixels)

    @Test(
        "Whole numbers within 0…255 mean bytes, whatever they are stored as, and are the same samples"
    )
    func takesForBytes() throws {
        let halves = pixels.map { Float16($0).bitPattern }
        let kinds: [(type: String, bytes: [UInt8])] = [
            ("|u1", pixels), ("<i2", ArchiveWriter.bytes(pixels.map(Int16.init))),
            (">u2", ArchiveWriter.bytes(pixels.map { UInt16($0).bigEndian })),
            ("<i4", ArchiveWriter.bytes(pixels.map(Int32.init))),
            ("<i8", ArchiveWriter.bytes(pixels.map(Int64.init))),
            ("<f2", ArchiveWriter.bytes(halves)),
            (">f2", ArchiveWriter.bytes(halves.map(\.bigEndian))),
            ("<f4", ArchiveWriter.bytes(pixels.map(Float.init))),
            ("<f8", ArchiveWriter.bytes(pixels.map(Double.init))),
        ]
        let expected = try load(parts(bytes))
        for (type, numbers) in kinds {
            let data = try load(parts(ArchiveWriter.npy(type, "4, 2, 3", numbers)))
            #expect(data.train.numbers == expected.train.numbers, "\(type)")
            #expect(data.train.numbers[1][0] == 60 * (1 / 255 as Float))
            #expect(data.train.allContents == expected.train.allContents, "\(type)")
            #expect(
                data.findings.contains(
                    "whole numbers from 0 to 230, bytes, which mean 0…1: divided by 255"))
        }
    }

    @Test("Arrays in Fortran's order are the same samples")
    func readsFirstFastest() throws {
        // Of [4, 2, 3] the first size changes fastest.
        func reordered<Value>(_ values: [Value]) -> [Value] {
            (0..<3).flatMap { column in
                (0..<2).flatMap { row in (0..<4).map { values[$0 * 6 + row * 3 + column] } }
            }
        }
        let expected = try load(parts(bytes)).train
        let array = ArchiveWriter.npy("|u1", "4, 2, 3", reordered(pixels), order: "True")
        let data = try load(parts(array)).train
        #expect(data.numbers == expected.numbers && data.allContents == expected.allContents)
        let numbers = pixels.map { Float($0) - 0.5 }
        let wide = ArchiveWriter.npy(
            "<f8", "4, 2, 3", ArchiveWriter.bytes(reordered(numbers).map(Double.init)),
            order: "True")
        #expect(try load(parts(wide)).train.numbers.flatMap { $0 } == numbers)
        let one = ArchiveWriter.npy("|u1", "2, 3", [1, 4, 2, 5, 3, 60], order: "True")
        let url = try folder.write(one, to: "one.npy")
        let single = try ArrayPreparation.samples(at: url, Shape(1, 2, 3), nil, nil).samples
        #expect(single.numbers == [[1, 2, 3, 4, 5, 60].map { $0 * (1 / 255) }])
    }

    @Test("Small counts, and numbers below 0, above 255 or between whole ones, mean themselves")
    func takesAsTheyAre() throws {
        let counts = pixels.map { $0 / 15 }
        let lists: [[Float]] = [
            counts.map(Float.init), pixels.map { Float($0) - 1 }, pixels.map { Float($0) + 30 },
            pixels.map { Float($0) + 0.5 }, pixels.map { Float($0) / 255 },
        ]
        for numbers in lists {
            let data = try load(parts(floats(numbers)))
            #expect(data.train.numbers.flatMap { $0 } == numbers)
            #expect(data.findings.contains { $0.hasSuffix("taken as they are") })
        }
        let stored = try load(parts(ArchiveWriter.npy("|u1", "4, 2, 3", counts))).train
        #expect(stored.allContents == (try load(parts(floats(lists[0]))).train.allContents))
    }

    @Test("A network that learned from bytes is shown other scales in its own, and it is said")
    func convertsToBytes() throws {
        let data = try load(parts(bytes))
        let preparation = try #require(data.preparation as? ArrayPreparation)
        func asked(_ array: [UInt8]) throws -> PreparedSamples {
            try preparation.samples(at: folder.write(array, to: "x.npy"), classes: nil)
        }
        let same = try asked(floats(pixels.map(Float.init)))
        #expect(same.samples.numbers == data.train.numbers && same.notes.isEmpty)
        let shares = try asked(floats(pixels.map { Float($0) / 255 }))
        #expect(shares.samples.numbers == data.train.numbers)
        #expect(shares.samples.allContents == data.train.allContents)
        let thirds = try asked(floats(pixels.map { Float($0) / 300 }))
        #expect(thirds.samples.numbers.flatMap { $0 } == pixels.map { Float($0) / 300 })
        #expect(shares.notes.first?.contains("taken for shares of 255") == true)
        let between = try asked(floats(pixels.map { Float($0) + 0.5 }))
        #expect(between.samples.numbers[0][1] == 10.5 * (1 / 255 as Float))
        #expect(between.notes.first?.contains("divided by 255") == true)
        // A dark image is bytes still.
        let dark = try asked(
            ArchiveWriter.npy("<i8", "1, 2, 3", ArchiveWriter.bytes([0, 1, 0, 0, 0, 0] as [Int64])))
        #expect(dark.samples.numbers[0][1] == 1 / 255 && dark.notes.isEmpty)
        let error = #expect(throws: FileError.self) {
            try asked(floats(pixels.map { Float($0) / 100 - 1 }))
        }
        #expect(error?.got == "numbers from -1 to 1.3")
        let coded = try JSONEncoder().encode(preparation)
        #expect(try JSONDecoder().decode(ArrayPreparation.self, from: coded) == preparation)
    }

    @Test(
        "A network that learned from shares is shown bytes as shares; far numbers are pointed out")
    func convertsToShares() throws {
        let shares = try load(parts(floats(pixels.map { Float($0) / 255 })))
        let preparation = try #require(shares.preparation as? ArrayPreparation)
        let url = try folder.write(bytes, to: "x.npy")
        let asked = try preparation.samples(at: url, classes: nil)
        #expect(asked.samples.numbers == (try load(parts(bytes)).train.numbers))
        #expect(asked.notes.first?.contains("divided by 255") == true)
        let near = try folder.write(floats(pixels.map { Float($0) / 200 }), to: "near.npy")
        #expect(try preparation.samples(at: near, classes: nil).notes.isEmpty)
        let far = try folder.write(floats(pixels.map { Float($0) - 100 }), to: "far.npy")
        let note = try preparation.samples(at: far, classes: nil).notes.first
        #expect(note?.contains("is the scale the same?") == true)
    }

    @Test("A part to test with comes in the scale of the part to train on")
    func convertsTestPart() throws {
        let data = try load(parts(bytes, floats(pixels.map { Float($0) / 255 })))
        #expect(data.test.allContents == data.train.allContents)
        #expect(data.findings.contains { $0.contains("taken for shares of 255") })
    }

    @Test("For a network of 0.1.0 numbers are what they were to it")
    func keepsFirstVersion() throws {
        let wide = ArchiveWriter.npy("<i8", "4, 2, 3", ArchiveWriter.bytes(pixels.map(Int64.init)))
        let data = try load(parts(wide), known(["0", "1", "2"], nil))
        #expect(data.train.numbers.flatMap { $0 } == pixels.map(Float.init))
        #expect(data.preparation == nil)
        #expect(data.findings.contains { $0.contains("the model does not say its scale") })
        #expect(
            try load(parts(bytes), known(["0", "1", "2"], nil)).train.numbers[1][0] == 60
                * (1 / 255 as Float))
    }

    @Test("For a network data are in its scale, and labels are numbered by its classes")
    func followsNetwork() throws {
        let first = try load(parts(bytes))
        let shares = floats(pixels.map { Float($0) / 255 })
        let data = try load(parts(shares), known(["2", "1", "0"], first.preparation))
        #expect(data.classes == ["2", "1", "0"] && data.train.allLabels == [0, 2, 1, 2])
        #expect(
            data.preparation as? ArrayPreparation == first.preparation as? ArrayPreparation)
        let error = #expect(throws: FileError.self) {
            try load(parts(bytes), known(["0", "2"], first.preparation))
        }
        #expect(error?.got == "1 for sample 2")
    }

    @Test("Arrays to validate with are those beside ones to test with, and else are tested with")
    func readsValidation() throws {
        let one = ArchiveWriter.npy("|u1", "1, 2, 3", [0, 50, 0, 0, 0, 0])
        let label = ArchiveWriter.npy("|u1", "1,", [1])
        for (x, y) in [("x_val", "y_val"), ("val_images", "val_labels"), ("X_valid", "Y_valid")] {
            let pair = [(name: x + ".npy", content: one), (name: y + ".npy", content: label)]
            let data = try load(parts(bytes) + pair)
            #expect(data.validation?.allLabels == [1] && data.test.count == 4)
            let alone = try load(Array(parts(bytes).prefix(2)) + pair)
            #expect(alone.validation == nil && alone.test.allLabels == [1])
        }
    }
}
