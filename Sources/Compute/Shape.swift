/// The form of one sample, without the batch: `[784]`, or `[channels, height, width]`.
///
/// Its numbers lie row by row, except inside a block, where images may lie in groups of `lanes`
/// channels: [channels / lanes, height, width, lanes].
public struct Shape: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The sizes, outermost first; each at least 1.
    public let dimensions: [Int]
    /// Numbers in one sample.
    public let count: Int
    /// How many channels lie side by side at each place of an image; 1 where each is a plane.
    public private(set) var lanes = 1

    /// `Shape(1, 28, 28)`; sizes below 1 are a fault of the program.
    public init(_ dimensions: Int...) { self.init(dimensions) }

    /// The same of a list; sizes below 1 are a fault of the program.
    public init(_ dimensions: [Int]) {
        precondition(dimensions.allSatisfy { $0 > 0 }, "a shape of \(dimensions)")
        self.dimensions = dimensions
        count = dimensions.reduce(1, *)
    }

    /// The same form with its channels in groups of `lanes`.
    package func grouped(by lanes: Int) -> Shape {
        precondition(
            lanes == 1 || dimensions.count == 3 && dimensions[0].isMultiple(of: lanes),
            "\(self) in groups of \(lanes) channels")
        var shape = self
        shape.lanes = lanes
        return shape
    }

    /// Whether a sample is a plain row of numbers.
    package var isFlat: Bool { dimensions.count == 1 }

    /// The sides of one channel's image; a flat sample is an image of one line.
    var imageSize: (height: Int, width: Int) {
        dimensions.count == 3 ? (dimensions[1], dimensions[2]) : (1, count)
    }

    public var description: String {
        "[" + dimensions.map(String.init).joined(separator: ", ") + "]"
    }

    public init(from decoder: any Decoder) throws {
        let dimensions = try [Int](from: decoder)
        let count = dimensions.reduce(1.0) { $0 * Double($1) }
        guard !dimensions.isEmpty, dimensions.allSatisfy({ $0 > 0 }), count <= 0x1p31 else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription:
                        "a list of positive sizes whose product is at most 2^31"))
        }
        self.init(dimensions)
    }

    public func encode(to encoder: any Encoder) throws { try dimensions.encode(to: encoder) }
}
