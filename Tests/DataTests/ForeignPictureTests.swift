import Foundation
import OnwardCompute
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardData
@testable import OnwardPictures

/// The first bytes of a WebP file.
private let webP = Array("RIFF\u{8}\0\0\0WEBPVP8 ".utf8)

@Suite("Pictures of formats that are not read")
struct ForeignPictureTests {
    @Test("Formats are told apart by their first bytes")
    func knowsContents() {
        let kinds: [(ForeignFormat?, [UInt8])] = [
            (.webP, webP), (.gif, Array("GIF89a".utf8)), (.bmp, Array("BM1234".utf8)),
            (.tiff, Array("II*\0".utf8)), (.tiff, Array("MM\0*".utf8)),
            (.heic, [0, 0, 0, 24] + Array("ftypheic".utf8)),
            (.avif, [0, 0, 0, 24] + Array("ftypavif".utf8)), (.jpegXL, [0xff, 0x0a, 1]),
            (nil, [0, 0, 0, 24] + Array("ftypmp42".utf8)), (nil, []), (nil, JPEG.signature),
        ]
        for (format, bytes) in kinds { #expect(ForeignFormat(content: bytes) == format) }
    }

    @Test("Files of other formats are counted, with the line that converts them")
    func countsFiles() throws {
        let folder = try TemporaryFolder()
        let picture = PNGWriter.png(2, 2, .gray, [1, 2, 3, 4])
        for name in ["a", "b"] {
            for number in 0..<3 { try folder.write(picture, to: "it's/\(name)/\(number).png") }
            try folder.write(webP, to: "it's/\(name)/1.WebP")
        }
        try folder.write([1], to: "it's/b/2.heic")
        let url = folder.url.appending(path: "it's")
        let expected = """
            not read: 2 WebP and 1 HEIC files; convert them by `find '\(folder.url.path)/it'\\''s' \
            \\( -iname '*.heic' -o -iname '*.webp' \\) -exec mogrify -format png {} +`
            """
        let data = try PictureFolder.load(url, DataRequest())
        #expect(data.findings.contains(expected), "\(data.findings)")
        let preparation = try #require(data.preparation)
        #expect(try preparation.samples(at: url, classes: nil).notes == [expected])
    }

    @Test("A folder that holds nothing else is no unknown one: its files are named")
    func namesThem() throws {
        let folder = try TemporaryFolder()
        for name in ["a", "b"] { try folder.write([1], to: "\(name)/1.gif") }
        #expect(PictureFolder.accepts(folder.url))
        let error = #expect(throws: FileError.self) {
            try PictureFolder.load(folder.url, DataRequest())
        }
        #expect(error?.got == "none in a, b, but 2 GIF files, which are not read")
        #expect(error?.remedy?.contains("mogrify -format png") == true)
    }

    @Test("A file that is not what its name says is called what it is")
    func judgesContent() throws {
        let folder = try TemporaryFolder()
        let url = try folder.write(webP, to: "a.jpg")
        let preparation = PicturePreparation(PictureForm(PictureSize(width: 2, height: 2), .gray))
        let error = #expect(throws: FileError.self) {
            try preparation.samples(at: url, classes: nil)
        }
        #expect(
            error?.got?.hasPrefix("neither PNG nor JPEG but WebP (it begins with 52 49") == true)
        #expect(error?.remedy?.contains("mogrify -format png") == true)
    }
}
