import Foundation
import OnwardCompute
import OnwardTestSupport
import Testing

@testable import OnwardData
@testable import OnwardDataFiles
@testable import OnwardPictures

private let shades: [UInt8] = [0, 50, 100, 150, 200, 255]
private let flat = PictureForm(PictureSize(width: 3, height: 2), .gray)

/// What viewers show of pictures that say how they are to be shown. The numbers are Pillow's, written by
/// Tests/Golden/pictures.py.
@Suite("Pictures as viewers show them")
struct PictureViewTests {
    /// A PNG file with chunks behind its header.
    private func png(
        _ width: Int, _ height: Int, _ kind: PNGWriter.Kind, _ numbers: [UInt8],
        with chunks: [UInt8]
    ) -> [UInt8] {
        let plain = PNGWriter.png(width, height, kind, numbers)
        return plain.prefix(8 + 25) + chunks + plain.dropFirst(8 + 25)
    }

    /// EXIF data with an orientation between two other entries.
    private func exif(_ number: Int, isLittle: Bool = true, type: Int = 3) -> [UInt8] {
        func bytes(_ value: Int, _ count: Int) -> [UInt8] {
            let low = (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
            return isLittle ? low : low.reversed()
        }
        func entry(_ tag: Int, _ type: Int, _ value: [UInt8]) -> [UInt8] {
            bytes(tag, 2) + bytes(type, 2) + bytes(1, 4) + value
                + [UInt8](repeating: 0, count: 4 - value.count)
        }
        let width = [1: 1, 3: 2, 4: 4][type] ?? 2
        return (isLittle ? [0x49, 0x49, 42, 0] : [0x4d, 0x4d, 0, 42]) + bytes(8, 4) + bytes(3, 2)
            + entry(0x010f, 2, [65, 0]) + entry(0x0112, type, bytes(number, width))
            + entry(0x011a, 4, bytes(6, 4)) + bytes(0, 4)
    }

    /// A JPEG file with EXIF data behind another segment.
    private func jpeg(_ exif: [UInt8]) -> [UInt8] {
        let plain = JPEGWriter.jpeg(3, 2, channels: 1, shades)
        let count = exif.count + 8
        let segment =
            [0xff, 0xe1, UInt8(count >> 8), UInt8(count & 255)] + Array("Exif\0\0".utf8) + exif
        return plain.prefix(2) + [0xff, 0xfe, 0, 4, 1, 2] + segment + plain.dropFirst(2)
    }

    private static let orientations: [(Int, Int, [UInt8])] = [
        (1, 3, shades), (2, 3, [100, 50, 0, 255, 200, 150]), (3, 3, [255, 200, 150, 100, 50, 0]),
        (4, 3, [150, 200, 255, 0, 50, 100]), (5, 2, [0, 150, 50, 200, 100, 255]),
        (6, 2, [150, 0, 200, 50, 255, 100]), (7, 2, [255, 100, 200, 50, 150, 0]),
        (8, 2, [100, 255, 50, 200, 0, 150]),
    ]

    @Test("EXIF's orientation is applied, in PNG and JPEG", arguments: orientations)
    func turns(number: Int, width: Int, expected: [UInt8]) throws {
        let size = PictureSize(width: width, height: 6 / width)
        let form = PictureForm(size, .gray)
        let chunk = PNGWriter.chunk("eXIf", exif(number, isLittle: false))
        let stored = png(3, 2, .gray, shades, with: chunk)
        #expect(try Picture.planes(of: stored, form, .asViewed) == expected)
        #expect(try Picture.header(of: stored, .asViewed).size == size)
        for bytes in [jpeg(exif(number)), jpeg(exif(number, isLittle: false, type: 4))] {
            let planes = try Picture.planes(of: bytes, form, .asViewed)
            #expect(zip(planes, expected).allSatisfy { abs(Int($0) - Int($1)) <= 4 }, "\(planes)")
            #expect(try Picture.header(of: bytes, .asViewed).size == size)
            #expect(try Picture.header(of: bytes, .asStored).size == flat.size)
        }
        #expect(try Picture.planes(of: stored, flat, .asStored) == shades)
    }

    @Test("A picture on its side is decoded large enough, and cropped as it is shown")
    func turnsLargePictures() throws {
        // 64 × 16, dark on the left; turned to the right it is dark at the top.
        let pixels = (0..<16 * 64).map { UInt8($0 % 64 < 32 ? 10 : 240) }
        let plain = JPEGWriter.jpeg(64, 16, channels: 1, pixels)
        let segment: [UInt8] = [0xff, 0xe1, 0, 58] + Array("Exif\0\0".utf8) + exif(6)
        let form = PictureForm(PictureSize(width: 2, height: 8), .gray)
        let planes = try Picture.planes(
            of: plain.prefix(2) + segment + plain.dropFirst(2), form, .asViewed)
        #expect(planes[0] < 20 && planes[1] < 20 && planes[14] > 230 && planes[15] > 230)
        #expect(planes.sorted() == planes)
    }

    @Test("Damaged or strange EXIF data turn nothing")
    func ignoresDamage() throws {
        var endless = exif(6)
        endless.replaceSubrange(8..<10, with: [255, 255])
        endless[22] = 0
        var far = exif(6)
        far.replaceSubrange(4..<8, with: [255, 255, 255, 127])
        for bytes in [
            exif(0), exif(9), exif(6, type: 2), endless, far, [], Array(exif(6).prefix(9)),
        ] {
            #expect(PictureOrientation(exif: bytes[...]) == .upright)
        }
    }

    private let opacities: [UInt8] = [0, 1, 64, 127, 128, 254, 255]

    @Test("What is half transparent is mixed with white as Pillow mixes it")
    func mixes() throws {
        func planes(
            _ kind: PNGWriter.Kind, _ numbers: [UInt8], with chunks: [UInt8] = [],
            _ reading: PictureReading = .asViewed
        ) throws -> [UInt8] {
            let width = numbers.count / kind.channels
            let form = PictureForm(
                PictureSize(width: width, height: 1),
                kind == .gray || kind == .grayAlpha ? .gray : .color)
            return try Picture.planes(
                of: png(width, 1, kind, numbers, with: chunks), form, reading)
        }
        let black = opacities.flatMap { opacity -> [UInt8] in [0, opacity] }
        let gray = opacities.flatMap { opacity -> [UInt8] in [200, opacity] }
        #expect(try planes(.grayAlpha, black) == [255, 254, 191, 128, 127, 1, 0])
        #expect(try planes(.grayAlpha, [0, 128], .asStored) == [186])
        #expect(
            try planes(.grayAlpha, gray)
                == [255, 255, 241, 228, 227, 200, 200])
        #expect(
            try planes(.colorAlpha, [255, 0, 0, 128, 10, 20, 30, 77])
                == [255, 181, 127, 184, 127, 187])
        let palette =
            PNGWriter.chunk("PLTE", [0, 0, 0, 10, 20, 30]) + PNGWriter.chunk("tRNS", [128, 200])
        #expect(try planes(.palette, [0, 1], with: palette) == [127, 63, 127, 71, 127, 79])
        let clear = PNGWriter.chunk("tRNS", [0, 50])
        #expect(try planes(.gray, [0, 50, 100], with: clear) == [0, 255, 100])
    }

    @Test("PNG's gamma and color profiles change no number, but do as a model of 0.1.0 read")
    func leavesGamma() throws {
        let numbers: [UInt8] = [0, 50, 200, 255]
        let form = PictureForm(PictureSize(width: 4, height: 1), .gray)
        let gamma = PNGWriter.chunk("gAMA", [0, 1, 0x86, 0xa0])
        let file = png(4, 1, .gray, numbers, with: gamma + PNGWriter.chunk("sRGB", [0]))
        #expect(try Picture.planes(of: file, form, .asViewed) == numbers)
        let linear = png(4, 1, .gray, numbers, with: gamma)
        #expect(try Picture.planes(of: linear, form, .asViewed) == numbers)
        let brightened = try Picture.planes(of: linear, form, .asStored)
        #expect(zip(brightened, [0, 122, 228, 255]).allSatisfy { abs(Int($0) - $1) <= 1 })
    }

    @Test("A preparation says how it reads, and one of 0.1.0, which does not, reads as it did")
    func keepsFirstReading() throws {
        func decoded(_ text: String) throws -> PicturePreparation {
            try JSONDecoder().decode(PicturePreparation.self, from: Data(text.utf8))
        }
        let first = #"{"form":{"color":"gray","size":{"height":2,"width":3}}}"#
        let old = try decoded(first)
        #expect(old == PicturePreparation(flat, .asStored))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(String(decoding: try encoder.encode(old), as: UTF8.self) == first)
        let text = String(decoding: try encoder.encode(PicturePreparation(flat)), as: UTF8.self)
        #expect(text.contains("as-viewed"))
        #expect(try decoded(text) == PicturePreparation(flat, .asViewed))
        let folder = try TemporaryFolder()
        let chunk = PNGWriter.chunk("eXIf", exif(3))
        let url = try folder.write(png(3, 2, .gray, shades, with: chunk), to: "a.png")
        let numbers = try old.samples(at: url, classes: nil).samples.numbers
        #expect(numbers == [shades.map { Float($0) * (1 / 255) }])
        #expect(try old.numbers(of: [Array(try Data(contentsOf: url))]) == numbers)
    }
}
