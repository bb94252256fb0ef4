/// A height and a width: of a kernel, a stride, a padding. `3` means 3 × 3.
///
/// Files write one number where both are the same, and `[height, width]` otherwise.
public struct Extent: Sendable, Hashable, CustomStringConvertible {
    package var height: Int
    package var width: Int

    /// A height and a width, in places of an image.
    public init(_ height: Int, _ width: Int) {
        self.height = height
        self.width = width
    }

    public var description: String {
        height == width ? "\(height)" : "[\(height), \(width)]"
    }

    /// The smaller of both.
    package var least: Int { min(height, width) }
}

extension Extent: ExpressibleByIntegerLiteral {
    public init(integerLiteral size: Int) { self.init(size, size) }
}

extension Extent: Codable {
    /// More is a mistake, and could not be computed with.
    private static let largest = 1 << 16

    public init(from decoder: any Decoder) throws {
        let size = try? decoder.singleValueContainer().decode(Int.self)
        let sizes = size.map { [$0, $0] } ?? (try? [Int](from: decoder)) ?? []
        guard sizes.count == 2, sizes.allSatisfy({ -Extent.largest...Extent.largest ~= $0 }) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription:
                        "one whole number or [height, width], none above \(Extent.largest)"))
        }
        self.init(sizes[0], sizes[1])
    }

    public func encode(to encoder: any Encoder) throws {
        if height == width {
            var container = encoder.singleValueContainer()
            try container.encode(height)
        } else {
            try [height, width].encode(to: encoder)
        }
    }
}
