import CZlib

/// A grey picture, 8 bits to a pixel, that can be written as PNG.
package struct GrayImage {
    package let width: Int
    package let height: Int
    /// Row by row, 0 for black and 255 for white.
    package private(set) var pixels: [UInt8]

    /// A picture of one shade.
    package init(width: Int, height: Int, shade: UInt8) {
        precondition(width > 0 && height > 0, "a picture of \(width) × \(height) pixels")
        self.width = width
        self.height = height
        pixels = [UInt8](repeating: shade, count: width * height)
    }

    package subscript(row: Int, column: Int) -> UInt8 {
        get { pixels[row * width + column] }
        set { pixels[row * width + column] = newValue }
    }

    /// The picture as the bytes of a PNG file.
    ///
    /// - Reference: W3C, *Portable Network Graphics (PNG) Specification*: §5 for the chunks, §9 for
    ///   the byte in front of every row that says how it was filtered; 0 is not at all.
    package var png: [UInt8] {
        let rows = (0..<height).flatMap { [0] + pixels[$0 * width..<($0 + 1) * width] }
        let depth: UInt8 = 8
        let (grey, deflate, filters, interlace): (UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0)
        let header =
            GrayImage.bytes(width) + GrayImage.bytes(height)
            + [depth, grey, deflate, filters, interlace]
        return [0x89] + Array("PNG\r\n".utf8) + [0x1a, 0x0a]
            + GrayImage.chunk("IHDR", header) + GrayImage.chunk("IDAT", GrayImage.deflated(rows))
            + GrayImage.chunk("IEND", [])
    }

    /// A chunk: the content's length, its name, itself, and the checksum of the last two.
    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let named = Array(name.utf8) + content
        return bytes(content.count) + named + bytes(Int(crc32(0, named, UInt32(named.count))))
    }

    /// 32 bits, the highest byte first.
    private static func bytes(_ number: Int) -> [UInt8] {
        stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        var count = compressBound(UInt(bytes.count))
        var result = [UInt8](repeating: 0, count: Int(count))
        let status = compress(&result, &count, bytes, UInt(bytes.count))
        precondition(status == Z_OK, "zlib could not compress a picture (status \(status))")
        return Array(result.prefix(Int(count)))
    }
}
