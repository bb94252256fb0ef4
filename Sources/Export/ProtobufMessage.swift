/// A protocol buffers message under construction: fields behind one another, as they are added.
///
/// - Reference: Google, *Protocol Buffers: Encoding*.
struct ProtobufMessage {
    private(set) var bytes: [UInt8] = []

    /// How a field's value is laid out.
    private enum Wire: Int {
        case varint = 0
        case fixed64 = 1
        case lengthDelimited = 2
        case fixed32 = 5
    }

    mutating func add(_ field: Int, _ number: Int) {
        key(field, .varint)
        varint(UInt64(bitPattern: Int64(number)))
    }

    mutating func add(_ field: Int, _ number: Float) {
        key(field, .fixed32)
        bytes.append(contentsOf: number.bitPattern.littleEndianBytes)
    }

    mutating func add(_ field: Int, _ number: Double) {
        key(field, .fixed64)
        bytes.append(contentsOf: number.bitPattern.littleEndianBytes)
    }

    /// Several numbers as one field.
    mutating func add(_ field: Int, packed numbers: [Double]) {
        add(field, numbers.flatMap(\.bitPattern.littleEndianBytes))
    }

    mutating func add(_ field: Int, _ text: String) { add(field, Array(text.utf8)) }

    mutating func add(_ field: Int, _ message: ProtobufMessage) { add(field, message.bytes) }

    mutating func add(_ field: Int, _ content: [UInt8]) {
        key(field, .lengthDelimited)
        varint(UInt64(content.count))
        bytes += content
    }

    private mutating func key(_ field: Int, _ wire: Wire) {
        varint(UInt64(field << 3 | wire.rawValue))
    }

    /// Seven bits to a byte, the lowest first; all but the last have the highest bit set.
    private mutating func varint(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}

extension FixedWidthInteger {
    /// The lowest first.
    var littleEndianBytes: [UInt8] {
        (0..<Self.bitWidth / 8).map { UInt8(truncatingIfNeeded: self >> (8 * $0)) }
    }
}
