import OnwardCompute

/// The types of numbers that the format knows, by its names.
package enum StoredType: String, Sendable {
    case boolean = "BOOL"
    case float4 = "F4"
    case float6Range = "F6_E3M2"
    case float6 = "F6_E2M3"
    case uint8 = "U8"
    case int8 = "I8"
    case float8Range = "F8_E5M2"
    case float8 = "F8_E4M3"
    case exponent8 = "F8_E8M0"
    case int16 = "I16"
    case uint16 = "U16"
    case float16 = "F16"
    case bfloat16 = "BF16"
    case int32 = "I32"
    case uint32 = "U32"
    case float32 = "F32"
    case complex64 = "C64"
    case float64 = "F64"
    case int64 = "I64"
    case uint64 = "U64"

    init(_ type: ElementType) {
        self =
            switch type {
            case .float32: .float32
            case .float64: .float64
            case .bfloat16: .bfloat16
            case .uint8: .uint8
            case .int32: .int32
            }
    }

    /// Bits that one number takes.
    var bitCount: Int {
        switch self {
        case .float4: 4
        case .float6, .float6Range: 6
        case .boolean, .uint8, .int8, .float8, .float8Range, .exponent8: 8
        case .int16, .uint16, .float16, .bfloat16: 16
        case .int32, .uint32, .float32: 32
        case .complex64, .float64, .int64, .uint64: 64
        }
    }

    /// What a matrix calls it; nil where none is of it.
    var elementType: ElementType? {
        switch self {
        case .float32: .float32
        case .float64: .float64
        case .bfloat16: .bfloat16
        case .uint8: .uint8
        case .int32: .int32
        default: nil
        }
    }

    /// Numbers of such bytes, each as the nearest float32; nil of types that hold other than fractions.
    func float32s(in bytes: [UInt8]) -> [Float]? {
        func words<Word: FixedWidthInteger>(_ read: (Word) -> Float) -> [Float] {
            let size = Word.bitWidth / 8
            return stride(from: 0, to: bytes.count, by: size).map { place in
                read((0..<size).reversed().reduce(Word.zero) { $0 << 8 | Word(bytes[place + $1]) })
            }
        }
        return switch self {
        case .float16: words { Float(Float16(bitPattern: $0)) }
        case .bfloat16: words { (bits: UInt16) in Float(bitPattern: UInt32(bits) << 16) }
        case .float64: words { Float(Double(bitPattern: $0)) }
        default: nil
        }
    }
}
