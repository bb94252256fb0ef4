import CPictures

/// Decodes PNG through libpng's simplified API: every depth, palette and interlacing.
///
/// What is transparent is laid on white, as viewers show it.
enum PNG {
    static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    /// No stream of zlib is longer than so many times its compressed form.
    private static let greatestInflation = 1032

    static func header(of bytes: [UInt8]) throws(PictureFault) -> Picture.Header {
        var png = onward_png()
        guard onward_png_header(bytes, bytes.count, &png) != 0 else { throw fault(png) }
        let size = PictureSize(width: Int(png.width), height: Int(png.height))
        try Picture.check(size)
        return Picture.Header(size: size, isColor: png.is_color != 0)
    }

    /// In color where the file is, in gray where it is not.
    static func decode(_ bytes: [UInt8]) throws(PictureFault) -> Picture {
        let header = try header(of: bytes)
        guard header.size.pixels / 8 <= greatestInflation * bytes.count else {
            throw PictureFault(
                "it claims \(header.size) pixels, which \(bytes.count) bytes cannot hold")
        }
        let channels = header.isColor ? 3 : 1
        var pixels = [UInt8](repeating: 0, count: header.size.pixels * channels)
        var png = onward_png()
        guard onward_png_decode(bytes, bytes.count, &pixels, &png) != 0 else { throw fault(png) }
        return Picture(size: header.size, channels: channels, pixels: pixels)
    }

    private static func fault(_ png: onward_png) -> PictureFault {
        let message = withUnsafeBytes(of: png.message) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        return PictureFault("a damaged PNG (\(message))")
    }
}
