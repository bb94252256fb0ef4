import CPictures

/// Decodes PNG through libpng's simplified API: every depth, palette and interlacing.
///
/// What is transparent is laid on white, as viewers show it.
enum PNG {
    static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    /// No stream of zlib is longer than so many times its compressed form.
    private static let greatestInflation = 1032

    static func header(of bytes: [UInt8]) throws(PictureFault) -> Picture.Header {
        try read(bytes) { image throws(PictureFault) in
            Picture.Header(size: try size(of: image), isColor: isColor(image))
        }
    }

    /// In color where the file is, in gray where it is not.
    static func decode(_ bytes: [UInt8]) throws(PictureFault) -> Picture {
        try read(bytes) { image throws(PictureFault) in
            let size = try size(of: image)
            guard size.pixels / 8 <= greatestInflation * bytes.count else {
                throw PictureFault(
                    "it claims \(size) pixels, which \(bytes.count) bytes cannot hold")
            }
            let channels = isColor(image) ? 3 : 1
            image.pointee.format = isColor(image) ? PNG_FORMAT_FLAG_COLOR : 0
            // Without it the numbers of 16-bit files would be taken for amounts of light.
            image.pointee.flags |= UInt32(PNG_IMAGE_FLAG_16BIT_sRGB)
            var pixels = [UInt8](repeating: 0, count: size.pixels * channels)
            var white = png_color(red: 255, green: 255, blue: 255)
            guard png_image_finish_read(image, &white, &pixels, 0, nil) != 0 else {
                throw fault(image)
            }
            return Picture(size: size, channels: channels, pixels: pixels)
        }
    }

    /// libpng remembers where the image and the bytes are, so both stay in their places meanwhile.
    private static func read<Result>(
        _ bytes: [UInt8],
        _ body: (UnsafeMutablePointer<png_image>) throws(PictureFault) -> Result
    ) throws(PictureFault) -> Result {
        let image = UnsafeMutablePointer<png_image>.allocate(capacity: 1)
        image.initialize(to: png_image())
        defer {
            png_image_free(image)
            image.deallocate()
        }
        image.pointee.version = UInt32(PNG_IMAGE_VERSION)
        return try bytes.withUnsafeBufferPointer { source throws(PictureFault) in
            guard png_image_begin_read_from_memory(image, source.baseAddress, source.count) != 0
            else { throw fault(image) }
            return try body(image)
        }
    }

    private static func isColor(_ image: UnsafeMutablePointer<png_image>) -> Bool {
        image.pointee.format & PNG_FORMAT_FLAG_COLOR != 0
    }

    private static func size(
        of image: UnsafeMutablePointer<png_image>
    ) throws(PictureFault) -> PictureSize {
        let size = PictureSize(
            width: Int(image.pointee.width), height: Int(image.pointee.height))
        try Picture.check(size)
        return size
    }

    private static func fault(_ image: UnsafeMutablePointer<png_image>) -> PictureFault {
        let message = withUnsafeBytes(of: image.pointee.message) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        return PictureFault("a damaged PNG (\(message))")
    }
}
