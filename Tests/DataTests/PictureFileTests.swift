import Foundation
import OnwardCompute
import OnwardTestSupport
import Testing

@testable import OnwardDataFiles
@testable import OnwardPictures

private let size = PictureSize(width: 3, height: 2)
private let gray = PictureForm(size, .gray)
private let color = PictureForm(size, .color)
private let shades: [UInt8] = [0, 50, 100, 150, 200, 255]
private let colors: [UInt8] = [
    255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30, 128, 128, 128, 255, 255, 255,
]
/// The colors plane by plane.
private let planes: [UInt8] = (0..<3).flatMap { channel in (0..<6).map { colors[3 * $0 + channel] }
}
/// Their brightness, by Rec. 601.
private let brightness: [UInt8] = [76, 150, 29, 18, 128, 255]

@Suite("Picture files")
struct PictureFileTests {
    private func read(
        _ bytes: [UInt8], _ form: PictureForm, name: String = "picture.png"
    ) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let file = PictureFile(FilePath(try folder.write(bytes, to: name)))
        return try Picture.planes(of: file.bytes(), form, .asViewed)
    }

    private func fault(_ bytes: [UInt8]) -> String {
        do {
            let numbers = try read(bytes, color)
            return "no fault: \(numbers)"
        } catch { return "\(error)" }
    }

    @Test("PNG files of every kind give the same numbers")
    func readsEveryKind() throws {
        let both = shades.flatMap { shade -> [UInt8] in [shade, 255] }
        let wide = shades.flatMap { shade -> [UInt8] in [shade, shade] }
        let three = shades.flatMap { shade -> [UInt8] in [shade, shade, shade] }
        // Four bits to a number: 0, 3, 5 and 9, 15, 12.
        let four: [UInt8] = [0x03, 0x50, 0x9f, 0xc0]
        let kinds: [[UInt8]] = [
            PNGWriter.png(3, 2, .gray, shades), PNGWriter.png(3, 2, .grayAlpha, both),
            PNGWriter.png(3, 2, .gray, wide, depth: 16),
            PNGWriter.png(3, 2, .color, three),
        ]
        for bytes in kinds {
            #expect(try read(bytes, gray) == shades)
            #expect(try read(bytes, color) == shades + shades + shades)
        }
        let spread: [UInt8] = [0, 51, 85, 153, 255, 204]
        #expect(try read(PNGWriter.png(3, 2, .gray, four, depth: 4), gray) == spread)
        let palette = PNGWriter.png(
            3, 2, .palette, [0, 1, 2, 3, 4, 5], palette: colors)
        let doubled = colors.flatMap { number -> [UInt8] in [number, number] }
        let deep = PNGWriter.png(3, 2, .color, doubled, depth: 16)
        for bytes in [PNGWriter.png(3, 2, .color, colors), palette, deep] {
            #expect(try read(bytes, color) == planes)
            #expect(try read(bytes, gray) == brightness)
        }
    }

    @Test("What is transparent is laid on white")
    func laysOnWhite() throws {
        let clear = (0..<6).flatMap { pixel -> [UInt8] in
            colors[3 * pixel..<3 * pixel + 3] + [pixel == 0 ? 0 : 255]
        }
        var expected = planes
        for plane in 0..<3 { expected[6 * plane] = 255 }
        #expect(try read(PNGWriter.png(3, 2, .colorAlpha, clear), color) == expected)
    }

    @Test("JPEG files are read, whatever they are called, within what JPEG loses")
    func readsJPEG() throws {
        func near(_ numbers: [UInt8], _ expected: [UInt8]) -> Bool {
            numbers.count == expected.count
                && zip(numbers, expected).allSatisfy { abs(Int($0) - Int($1)) <= 4 }
        }
        let colored = JPEGWriter.jpeg(3, 2, channels: 3, colors)
        #expect(near(try read(colored, color), planes))
        #expect(near(try read(colored, gray), brightness))
        #expect(try read(colored, color) == read(colored, color, name: "name.jpeg"))
        let plain = JPEGWriter.jpeg(3, 2, channels: 1, shades)
        #expect(near(try read(plain, gray), shades))
        #expect(near(try read(plain, color), shades + shades + shades))
        let inks = (0..<6).flatMap { pixel -> [UInt8] in
            colors[3 * pixel..<3 * pixel + 3] + [255]
        }
        let printed = JPEGWriter.jpeg(3, 2, channels: 4, inks)
        #expect(near(try read(printed, color), planes))
        #expect(near(try read(printed, gray), brightness))
    }

    @Test("Headers tell size and color, whatever stands in front of the pixels")
    func readsHeaders() throws {
        let folder = try TemporaryFolder()
        let text = Array("a\0".utf8) + [UInt8](repeating: 65, count: 100_000)
        let plain = PNGWriter.png(3, 2, .gray, shades)
        let long = plain.prefix(8 + 25) + PNGWriter.chunk("tEXt", text) + plain.dropFirst(8 + 25)
        let files: [([UInt8], Bool)] = [
            (plain, false), (Array(long), false),
            (PNGWriter.png(3, 2, .color, colors), true),
            (JPEGWriter.jpeg(3, 2, channels: 1, shades), false),
            (JPEGWriter.jpeg(3, 2, channels: 3, colors), true),
        ]
        for (bytes, isColor) in files {
            let file = PictureFile(FilePath(try folder.write(bytes, to: "file")))
            let header = try file.header(.asViewed)
            #expect(header.size == size && header.isColor == isColor)
        }
        #expect(try read(Array(long), gray) == shades)
    }

    @Test("A file that is no whole picture is refused, and says why")
    func refusesDamage() {
        let png = PNGWriter.png(3, 2, .color, colors)
        let noise = (0..<3 * 64 * 64).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) }
        let jpeg = JPEGWriter.jpeg(64, 64, channels: 3, noise)
        #expect(fault([]).contains("empty"))
        #expect(fault(Array("GIF89a, a picture".utf8)).contains("but GIF (it begins with 47 49 46"))
        #expect(fault(Array(png.prefix(20))).contains("damaged PNG"))
        #expect(fault(Array(png.dropLast(30))).contains("damaged PNG"))
        #expect(fault(png.enumerated().map { $0 == 45 ? $1 ^ 255 : $1 }).contains("damaged PNG"))
        #expect(fault(Array(jpeg.prefix(100))).contains("damaged JPEG"))
        #expect(fault(Array(jpeg.dropLast(jpeg.count / 2))).contains("damaged JPEG"))
    }

    @Test("A file that lies about its size is refused before memory is taken for it")
    func refusesLies() {
        let end = PNGWriter.chunk("IDAT", PNGWriter.deflated([0, 1])) + PNGWriter.chunk("IEND", [])
        func lie(_ width: Int, _ height: Int) -> [UInt8] {
            PNGWriter.signature + PNGWriter.header(width, height, .color) + end
        }
        #expect(fault(lie(100_000, 100_000)).contains("at most"))
        #expect(fault(lie(0x7fff_ffff, 0x7fff_ffff)).hasPrefix("a damaged PNG"))
        #expect(fault(lie(8000, 8000)).contains("cannot hold"))
        var jpeg = JPEGWriter.jpeg(3, 2, channels: 1, shades)
        let frame = jpeg.indices.first { jpeg[$0] == 0xff && jpeg[$0 + 1] == 0xc0 } ?? 0
        jpeg.replaceSubrange(frame + 5..<frame + 9, with: [0xff, 0xdc, 0xff, 0xdc])
        #expect(fault(jpeg).contains("65500 × 65500"))
    }

    @Test("What is no file is refused: a folder, a link in circles, a pipe")
    func refusesOthers() throws {
        let folder = try TemporaryFolder()
        let place = folder.url.path
        mkdir(place + "/folder.png", 0o755)
        symlink("loop.png", place + "/loop.png")
        mkfifo(place + "/pipe.png", 0o644)
        for (name, says) in [
            ("folder.png", "not a file"), ("loop.png", "symbolic links"),
            ("pipe.png", "not a file"),
            ("none.png", "No such file"),
        ] {
            let error = #expect(throws: PictureFault.self) {
                try PictureFile(FilePath("\(place)/\(name)")).bytes()
            }
            #expect(error?.description.contains(says) == true, "\(String(describing: error))")
        }
    }

    @Test("A name is a picture's by its ending, in any case")
    func judgesNames() {
        for name in ["a.png", "b.JPG", "ü ü.jpeg", "a.b.Png"] {
            #expect(PictureFile.isNamed(name), "\(name)")
        }
        for name in ["png", ".png", "a.webp", "a.png.txt", "._a.png", ""] {
            #expect(!PictureFile.isNamed(name), "\(name)")
        }
    }
}
