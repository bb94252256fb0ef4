import CPictures

/// Decodes JPEG through TurboJPEG, large pictures at a half, a quarter or an eighth of their size
/// where that is enough: most of the work and memory is then saved.
struct JPEG: ~Copyable {
    static let signature: [UInt8] = [0xff, 0xd8, 0xff]

    private let bytes: [UInt8]
    private let decoder: tjhandle
    /// As it is stored.
    private let size: PictureSize
    private let space: TJCS
    private let orientation: PictureOrientation

    /// Reads the header.
    init(_ bytes: [UInt8], _ reading: PictureReading) throws(PictureFault) {
        guard let decoder = tjInitDecompress() else { throw JPEG.fault(nil) }
        var (width, height, sampling, space): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        let status = tjDecompressHeader3(
            decoder, bytes, UInt(bytes.count), &width, &height, &sampling, &space)
        let size = PictureSize(width: Int(width), height: Int(height))
        do throws(PictureFault) {
            guard status == 0 else { throw JPEG.fault(decoder) }
            // TurboJPEG says nothing where a file ends in front of its sizes.
            guard width > 0, height > 0 else { throw PictureFault("a damaged JPEG (no size)") }
            try Picture.check(size)
        } catch {
            tjDestroy(decoder)
            throw error
        }
        self.bytes = bytes
        self.decoder = decoder
        self.size = size
        self.space = TJCS(rawValue: UInt32(space))
        orientation = reading == .asViewed ? JPEG.orientation(in: bytes) : .upright
    }

    deinit { tjDestroy(decoder) }

    var header: Picture.Header {
        Picture.Header(size: orientation.shown(size), isColor: space != TJCS_GRAY)
    }

    /// - Parameter least: the picture may be decoded at a smaller size, but not below this one.
    func decode(_ color: PictureColor, least: PictureSize) throws(PictureFault) -> Picture {
        let least = orientation.shown(least)
        let shrink =
            [8, 4, 2].first { size.width / $0 >= least.width && size.height / $0 >= least.height }
            ?? 1
        let scaled = PictureSize(
            width: (size.width + shrink - 1) / shrink, height: (size.height + shrink - 1) / shrink)
        let isPrinted = space == TJCS_CMYK || space == TJCS_YCCK
        let format = isPrinted ? TJPF_CMYK : color == .gray ? TJPF_GRAY : TJPF_RGB
        let channels = isPrinted ? 4 : color.channels
        var pixels = [UInt8](repeating: 0, count: scaled.pixels * channels)
        // Accurate, so that processors agree; and few scans, because a small file can ask for
        // thousands.
        let flags = TJFLAG_ACCURATEDCT | TJFLAG_LIMITSCANS
        let status = tjDecompress2(
            decoder, bytes, UInt(bytes.count), &pixels, Int32(scaled.width), 0,
            Int32(scaled.height), Int32(format.rawValue), flags)
        // A warning means that pixels were made up, as for a file that ends too early.
        guard status == 0 else { throw JPEG.fault(decoder) }
        return orientation.shown(
            Picture(
                size: scaled, channels: isPrinted ? 3 : channels,
                pixels: isPrinted ? JPEG.screenColors(of: pixels) : pixels))
    }

    /// How the EXIF data in front of the pixels would have the picture turned.
    private static func orientation(in bytes: [UInt8]) -> PictureOrientation {
        var place = 2
        while place + 4 <= bytes.count, bytes[place] == 0xff {
            let (marker, length) = (
                bytes[place + 1], Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
            )
            // More of them in a row fill up.
            if marker == 0xff {
                place += 1
                continue
            }
            let end = place + 2 + length
            guard marker != startOfScan, length >= 2, end <= bytes.count else { break }
            let content = bytes[place + 4..<end]
            if marker == applicationData, content.starts(with: exifSignature) {
                return PictureOrientation(exif: content.dropFirst(exifSignature.count))
            }
            place = end
        }
        return .upright
    }

    private static let startOfScan: UInt8 = 0xda
    private static let applicationData: UInt8 = 0xe1
    private static let exifSignature = Array("Exif\0\0".utf8)

    /// Red, green and blue of cyan, magenta, yellow and black, which such files hold inverted, as
    /// Adobe writes them.
    private static func screenColors(of inks: [UInt8]) -> [UInt8] {
        (0..<inks.count / 4).flatMap { pixel in
            (0..<3).map { UInt8(Int(inks[4 * pixel + $0]) * Int(inks[4 * pixel + 3]) / 255) }
        }
    }

    private static func fault(_ decoder: tjhandle?) -> PictureFault {
        let message = tjGetErrorStr2(decoder).map { String(cString: $0) } ?? "no reason given"
        return PictureFault("a damaged JPEG (\(message))")
    }
}
