import CPictures

/// Writes JPEG files for tests, of the best quality and without thinning colors out.
enum JPEGWriter {
    /// - Parameter pixels: 1 (gray), 3 (color) or 4 (inks, inverted as Adobe writes them) numbers
    ///   to a pixel.
    static func jpeg(_ width: Int, _ height: Int, channels: Int, _ pixels: [UInt8]) -> [UInt8] {
        let format = channels == 1 ? TJPF_GRAY : channels == 3 ? TJPF_RGB : TJPF_CMYK
        let sampling = channels == 1 ? TJSAMP_GRAY : TJSAMP_444
        let encoder = tjInitCompress()
        defer { tjDestroy(encoder) }
        var (buffer, count): (UnsafeMutablePointer<UInt8>?, UInt) = (nil, 0)
        tjCompress2(
            encoder, pixels, Int32(width), 0, Int32(height), Int32(format.rawValue), &buffer,
            &count, Int32(sampling.rawValue), 100, 0)
        defer { tjFree(buffer) }
        return Array(UnsafeBufferPointer(start: buffer, count: Int(count)))
    }
}
