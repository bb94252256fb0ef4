import OnwardCompute

/// What a convolution sees beyond the edge of an image: zeros, and how many.
///
/// Files write `same`, one number, or `[height, width]`.
public enum Padding: Sendable, Hashable {
    /// As many as keep the image's size, divided by the stride and rounded up.
    case same
    /// So many on every side: above and below, left and right.
    case zeros(Extent)

    /// The windows of a kernel on an image; nil where it is larger than the padded image.
    func windows(on image: Extent, size: Extent, stride: Extent) -> Windows? {
        switch self {
        case .same: Windows(keepingSizeOf: image, size: size, stride: stride)
        case .zeros(let sides):
            Windows(image: image, size: size, stride: stride, before: sides, after: sides)
        }
    }
}

extension Padding: ExpressibleByIntegerLiteral {
    public init(integerLiteral zeros: Int) { self = .zeros(Extent(zeros, zeros)) }
}

extension Padding: Codable {
    private static let sameName = "same"

    public init(from decoder: any Decoder) throws {
        // YAML's numbers can be read as texts, too.
        let text = try? decoder.singleValueContainer().decode(String.self)
        guard let name = text, Int(name) == nil else {
            self = .zeros(try Extent(from: decoder))
            return
        }
        guard name == Padding.sameName else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription:
                        "\(Padding.sameName), one whole number, or [height, width]"))
        }
        self = .same
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .same:
            var container = encoder.singleValueContainer()
            try container.encode(Padding.sameName)
        case .zeros(let sides): try sides.encode(to: encoder)
        }
    }
}
