import Foundation
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardData
@testable import OnwardDataFiles

private let images = (0..<24).map(UInt8.init)
private let good = idx([4, 2, 3], images)

/// Files that must be refused, and what the message has to name.
private let damaged: [(name: String, bytes: [UInt8], says: String)] = [
    ("empty", [], "an empty file"),
    ("not IDX", Array("P5 28 28".utf8), "50 35 20 32"),
    ("floats", idx([4, 2, 3], images, type: 0x0d), "00 00 0d 03"),
    ("labels for images", idx([24], images), "00 00 08 01"),
    ("half a header", Array(good.prefix(9)), "a header of 16 bytes, got 9"),
    ("no image", idx([0, 2, 3], []), "sizes above 0"),
    ("truncated", Array(good.dropLast()), "got 23"),
    ("trailing", good + [0], "24 bytes of images after the header"),
    ("lying", idx([0xffff_ffff, 28, 28], images), "which cannot hold them"),
    ("overflowing", idx([0xffff_ffff, 0xffff_ffff, 0xffff_ffff], images), "cannot hold them"),
    ("lying, compressed", gzip(idx([0x7fff_ffff, 28, 28], images)), "cannot hold them"),
    ("promising, compressed", gzip(idx([5, 2, 3], images)), "got 24"),
    ("trailing, compressed", gzip(good + [7]), "more than that"),
    ("cut gzip", Array(gzip(good).dropLast(9)), "in the middle of the stream"),
    ("cut trailer", Array(gzip(good).dropLast()), "in the middle of the stream"),
    ("gzip and more", gzip(good) + [1, 2, 3], "header"),
    ("wrong sum", gzip(good).enumerated().map { $0 == 40 ? $1 ^ 1 : $1 }, "incorrect data check"),
]

@Test("An IDX file is read, plain and compressed", arguments: [good, gzip(good)])
func readsIDX(bytes: [UInt8]) throws {
    let folder = try TemporaryFolder()
    let file = IDXFile(url: try folder.write(bytes, to: "file"), content: "images")
    let (sizes, numbers) = try file.read(dimensions: 3)
    #expect(sizes == [4, 2, 3])
    #expect(numbers.rows == 4 && numbers.columns == 6)
    #expect(numbers.values(as: UInt8.self) == images)
}

@Test("A file longer than a chunk comes whole, also in several gzip streams")
func readsLongIDX() throws {
    let folder = try TemporaryFolder()
    let count = 2 * InflatedFile.chunkByteCount + 77
    let labels = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    let plain = idx([count], labels)
    let split = gzip(Array(plain.prefix(1000))) + gzip(Array(plain.dropFirst(1000)))
    for bytes in [plain, gzip(plain), split] {
        let file = IDXFile(url: try folder.write(bytes, to: "file"), content: "labels")
        #expect(try file.read(dimensions: 1).numbers.values(as: UInt8.self) == labels)
    }
}

@Test("A damaged IDX file is refused with file, expectation and advice", arguments: damaged)
func refusesDamage(name: String, bytes: [UInt8], says: String) throws {
    let folder = try TemporaryFolder()
    let url = try folder.write(bytes, to: "file")
    let error = #expect(throws: FileError.self) {
        try IDXFile(url: url, content: "images").read(dimensions: 3)
    }
    #expect(error?.reason == .damaged)
    #expect(error?.subject == url.path)
    #expect(error?.description.contains(says) == true, "\(String(describing: error))")
}

@Test("A file that is not there is an error of its own")
func refusesAbsence() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: FileError.self) {
        try IDXFile(url: folder.url.appending(path: "none"), content: "images").read(dimensions: 3)
    }
    #expect(error?.reason == .inaccessible)
}
