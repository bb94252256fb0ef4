import Foundation
import OnwardCompute
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardData
@testable import OnwardDataFiles

/// Numbers as an IDX file of float32 holds them, the highest byte first.
private func bytes(_ numbers: [Float]) -> [UInt8] {
    numbers.flatMap { number in
        stride(from: 24, through: 0, by: -8).map { UInt8(number.bitPattern >> $0 & 255) }
    }
}

private let numbers: [Float] = [
    0, -0.25, 1.5, .leastNonzeroMagnitude, -.greatestFiniteMagnitude, 0.1,
]
private let good = idx([1, 2, 3], bytes(numbers), type: 0x0d)

private let damaged: [(name: String, bytes: [UInt8], says: String)] = [
    ("too short", Array(good.dropLast(4)), "24 bytes of images after the header, got 20"),
    ("cut inside a number", Array(good.dropLast()), "got 23"),
    ("too long", good + [0], "more than that"),
    ("bytes that call themselves floats", idx([1, 2, 3], [1, 2, 3, 4, 5, 6], type: 0x0d), "hold"),
    ("floats that call themselves bytes", idx([1, 2, 3], bytes(numbers)), "6 bytes of images"),
    ("lying", idx([0xffff_ffff, 28, 28], bytes(numbers), type: 0x0d), "cannot hold them"),
    ("overflowing", idx([0x7fff_ffff, 0x7fff_ffff, 2], [], type: 0x0d), "cannot hold them"),
    ("doubles", idx([1, 2, 3], bytes(numbers), type: 0x0e), "00 00 0d 03 (float32)"),
    ("infinity", idx([1, 1, 2], bytes([1, -.infinity]), type: 0x0d), "an infinity or NaN"),
    ("no number", idx([1, 1, 2], bytes([.nan, 1]), type: 0x0d), "an infinity or NaN"),
]

@Test("An IDX file of float32 images is read to the bit", arguments: [good, gzip(good)])
func readsFloats(bytes: [UInt8]) throws {
    let folder = try TemporaryFolder()
    let file = IDXFile(url: try folder.write(bytes, to: "file"), content: "images")
    let images = try file.samples()
    #expect(images.layout.shape == Shape(1, 2, 3))
    #expect(images.numbers.matrix.values(as: Float.self) == numbers)
    #expect(try images.prepared(nil, nil).samples.numbers == [numbers])
}

@Test("A damaged IDX file of float32 images is refused", arguments: damaged)
func refusesDamagedFloats(name: String, bytes: [UInt8], says: String) throws {
    let folder = try TemporaryFolder()
    let url = try folder.write(bytes, to: "file")
    let error = #expect(throws: FileError.self) {
        try IDXFile(url: url, content: "images").samples()
    }
    #expect(error?.reason == .damaged)
    #expect(error?.description.contains(says) == true, "\(String(describing: error))")
}

@Test("Labels are bytes and never float32")
func refusesFloatLabels() throws {
    let folder = try TemporaryFolder()
    let url = try folder.write(idx([6], bytes(numbers), type: 0x0d), to: "file")
    #expect(throws: FileError.self) {
        try IDXFile(url: url, content: "labels").read(dimensions: 1)
    }
}

/// More rows than are written at a time, and than a chunk that is read at a time holds.
private func manyRows() -> Samples {
    let count = 3000
    let random = RandomSource(seed: 1, for: .test)
    let features = (0..<count * 35).map { 3 * random.uniform(at: $0) - 1 }
    return Samples(
        dense: Matrix(features, columns: 35), scale: 1,
        labels: Matrix((0..<Int32(count)).map { $0 % 7 }, columns: 1), shape: Shape(1, 5, 7))
}

private func pixels(_ samples: Samples) -> [Float] {
    let input = Matrix(rows: samples.count, columns: samples.shape.count)
    samples.gather(
        Matrix((0..<Int32(samples.count)).map { $0 }, columns: 1), into: input,
        labels: Matrix(.int32, rows: samples.count, columns: 1), on: Engine(threads: 1))
    return input.values()
}

@Test("A data set that is written as IDX files is read again to the bit")
func roundTrip() throws {
    let folder = try TemporaryFolder()
    let train = manyRows()
    let data = Dataset(
        name: "many", classes: (0..<7).map(String.init), train: train,
        test: train.selecting([5, 3, 9]))
    try IDXFolder(folder.url).write(data)
    let read = try IDXFolder(folder.url).load()
    #expect(read.shape == data.shape && read.classes == data.classes)
    #expect(pixels(read.train) == pixels(train) && read.train.allLabels == train.allLabels)
    #expect(pixels(read.test) == pixels(data.test) && read.test.allLabels == [5, 3, 2])
}

@Test("Coloured samples do not fit IDX files")
func refusesColours() throws {
    let folder = try TemporaryFolder()
    let samples = Samples(
        dense: Matrix(rows: 1, columns: 12), scale: 1,
        labels: Matrix(.int32, rows: 1, columns: 1), shape: Shape(3, 2, 2))
    let error = #expect(throws: FileError.self) {
        try IDXFolder(folder.url).write(
            Dataset(name: "colours", classes: ["0"], train: samples, test: samples))
    }
    #expect(error?.description.contains("[1, height, width], got [3, 2, 2]") == true)
    #expect(!folder.has("train-images-idx3-ubyte"))
}
