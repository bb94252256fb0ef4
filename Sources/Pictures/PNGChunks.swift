/// The chunks that a PNG file consists of, as far as they are whole.
///
/// - Reference: W3C, *Portable Network Graphics (PNG) Specification*, §5.
struct PNGChunks {
    private let bytes: [UInt8]
    /// Every chunk's name and place, with its length in front and its checksum behind.
    private let chunks: [(name: ArraySlice<UInt8>, place: Range<Int>)]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var chunks: [(name: ArraySlice<UInt8>, place: Range<Int>)] = []
        var start = PNG.signature.count
        while start + 12 <= bytes.count {
            let length = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
            let end = start + 12 + length
            guard end <= bytes.count else { break }
            chunks.append((bytes[start + 4..<start + 8], start..<end))
            start = end
        }
        self.chunks = chunks
    }

    /// How the picture is to be turned.
    var orientation: PictureOrientation {
        guard let place = first(["eXIf"])?.place else { return .upright }
        return PictureOrientation(exif: bytes[place.lowerBound + 8..<place.upperBound - 4])
    }

    /// The file without what would have libpng change its numbers to other colors.
    var withoutColorSpace: [UInt8] {
        let names = ["gAMA", "cHRM", "sRGB", "iCCP"]
        guard first(names) != nil else { return bytes }
        let dropped = chunks.filter { PNGChunks.has($0.name, oneOf: names) }.map(\.place)
        var (result, start): ([UInt8], Int) = ([], 0)
        for place in dropped {
            result += bytes[start..<place.lowerBound]
            start = place.upperBound
        }
        return result + bytes[start...]
    }

    private func first(_ names: [String]) -> (name: ArraySlice<UInt8>, place: Range<Int>)? {
        chunks.first { PNGChunks.has($0.name, oneOf: names) }
    }

    private static func has(_ name: ArraySlice<UInt8>, oneOf names: [String]) -> Bool {
        names.contains { name.elementsEqual($0.utf8) }
    }
}
