import CPictures

/// Decodes PNG through libpng's simplified API, every depth, palette and interlacing, and encodes it.
enum PNG {
    static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    /// No stream of zlib is longer than so many times its compressed form.
    private static let greatestInflation = 1032

    static func header(of bytes: [UInt8]) throws(PictureFault) -> Picture.Header {
        var png = onward_png()
        return try header(of: bytes, &png)
    }

    private static func header(
        of bytes: [UInt8], _ png: inout onward_png
    ) throws(PictureFault) -> Picture.Header {
        guard onward_png_header(bytes, bytes.count, &png) != 0 else { throw fault(png) }
        let size = PictureSize(width: Int(png.width), height: Int(png.height))
        try Picture.check(size)
        return Picture.Header(size: size, isColor: png.is_color != 0)
    }

    /// In color where the file is, in gray where it is not; what is transparent is laid on white.
    static func decode(
        _ bytes: [UInt8], _ reading: PictureReading
    ) throws(PictureFault) -> Picture {
        let isViewed = reading == .asViewed
        let bytes = isViewed ? PNGChunks(bytes).withoutColorSpace : bytes
        var png = onward_png()
        let header = try header(of: bytes, &png)
        guard header.size.pixels / 8 <= greatestInflation * bytes.count else {
            throw PictureFault(
                "it claims \(header.size) pixels, which \(bytes.count) bytes cannot hold")
        }
        let channels = header.isColor ? 3 : 1
        let keepsAlpha = isViewed && png.has_alpha != 0
        let count = header.size.pixels * (channels + (keepsAlpha ? 1 : 0))
        var pixels = [UInt8](repeating: 0, count: count)
        guard onward_png_decode(bytes, bytes.count, keepsAlpha ? 1 : 0, &pixels, &png) != 0 else {
            throw fault(png)
        }
        return Picture(
            size: header.size, channels: channels,
            pixels: keepsAlpha ? onWhite(pixels, channels: channels) : pixels)
    }

    /// Every number mixed with white by its pixel's opacity, rounded.
    private static func onWhite(_ pixels: [UInt8], channels: Int) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(pixels.count / (channels + 1) * channels)
        for pixel in stride(from: 0, to: pixels.count, by: channels + 1) {
            let opacity = Int(pixels[pixel + channels])
            for channel in 0..<channels {
                let mixed = Int(pixels[pixel + channel]) * opacity + 255 * (255 - opacity)
                result.append(UInt8((mixed + 127) / 255))
            }
        }
        return result
    }

    static func encode(_ picture: Picture) -> [UInt8] {
        let (width, height) = (UInt32(picture.size.width), UInt32(picture.size.height))
        let isColor: Int32 = picture.channels == 3 ? 1 : 0
        let count = onward_png_encode(width, height, isColor, picture.pixels, nil, 0)
        var bytes = [UInt8](repeating: 0, count: count)
        let written = onward_png_encode(width, height, isColor, picture.pixels, &bytes, count)
        precondition(count > 0 && written == count, "libpng could not encode \(picture.size)")
        return bytes
    }

    private static func fault(_ png: onward_png) -> PictureFault {
        let message = withUnsafeBytes(of: png.message) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        return PictureFault("a damaged PNG (\(message))")
    }
}
