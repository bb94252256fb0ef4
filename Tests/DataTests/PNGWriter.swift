import CZlib

/// Writes PNG files of every kind for tests, chunk by chunk.
enum PNGWriter {
    enum Kind: UInt8 {
        case gray = 0
        case color = 2
        case palette = 3
        case grayAlpha = 4
        case colorAlpha = 6

        var channels: Int {
            switch self {
            case .gray, .palette: 1
            case .grayAlpha: 2
            case .color: 3
            case .colorAlpha: 4
            }
        }
    }

    static let signature: [UInt8] = [0x89] + Array("PNG\r\n".utf8) + [0x1a, 0x0a]

    /// - Parameter numbers: row by row, each of `depth` bits, high bytes first.
    static func png(
        _ width: Int, _ height: Int, _ kind: Kind, _ numbers: [UInt8], depth: Int = 8,
        palette: [UInt8] = []
    ) -> [UInt8] {
        let rowCount = (width * kind.channels * depth + 7) / 8
        let rows = (0..<height).flatMap { [0] + numbers[$0 * rowCount..<($0 + 1) * rowCount] }
        return signature + header(width, height, kind, depth: depth)
            + (palette.isEmpty ? [] : chunk("PLTE", palette)) + chunk("IDAT", deflated(rows))
            + chunk("IEND", [])
    }

    static func header(_ width: Int, _ height: Int, _ kind: Kind, depth: Int = 8) -> [UInt8] {
        chunk(
            "IHDR", bytes(width) + bytes(height) + [UInt8(depth), kind.rawValue, 0, 0, 0])
    }

    static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let named = Array(name.utf8) + content
        return bytes(content.count) + named + bytes(Int(crc32(0, named, UInt32(named.count))))
    }

    static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        var count = compressBound(UInt(bytes.count))
        var result = [UInt8](repeating: 0, count: Int(count))
        compress(&result, &count, bytes, UInt(bytes.count))
        return Array(result.prefix(Int(count)))
    }

    private static func bytes(_ number: Int) -> [UInt8] {
        stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
