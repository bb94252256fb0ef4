import OnwardCompute
import OnwardNetworks

/// Numbers or texts that a graph holds.
struct ONNXTensor {
    /// By ONNX's number.
    enum Kind: Int {
        case float = 1
        case uint8 = 2
        case int64 = 7
        case string = 8
        case double = 11
    }

    private let kind: Kind
    private let sizes: [Int]
    private let content: [UInt8]
    private let texts: [String]

    private init(_ kind: Kind, _ sizes: [Int], content: [UInt8] = [], texts: [String] = []) {
        (self.kind, self.sizes, self.content, self.texts) = (kind, sizes, content, texts)
    }

    init(_ numbers: [Float], _ sizes: [Int]) {
        precondition(numbers.count == sizes.reduce(1, *), "\(numbers.count) numbers for \(sizes)")
        var content: [UInt8] = []
        content.reserveCapacity(4 * numbers.count)
        for number in numbers { content += number.bitPattern.littleEndianBytes }
        self.init(.float, sizes, content: content)
    }

    init(_ tensor: NamedTensor) { self.init(tensor.matrix.values(as: Float.self), tensor.shape) }

    /// One number that all values can be computed with.
    init(_ number: Double) { self.init([Float(number)], []) }

    init(doubles numbers: [Double], _ sizes: [Int]) {
        self.init(.double, sizes, content: numbers.flatMap(\.bitPattern.littleEndianBytes))
    }

    init(_ numbers: [Int]) {
        self.init(
            .int64, [numbers.count], content: numbers.flatMap { Int64($0).littleEndianBytes })
    }

    init(_ texts: [String]) { self.init(.string, [texts.count], texts: texts) }

    /// - Parameter name: the empty one where it is an attribute.
    func message(name: String) -> ProtobufMessage {
        var tensor = ProtobufMessage()
        for size in sizes { tensor.add(1, size) }
        tensor.add(2, kind.rawValue)
        for text in texts { tensor.add(6, text) }
        tensor.add(8, name)
        if kind != .string { tensor.add(9, content) }
        return tensor
    }
}
