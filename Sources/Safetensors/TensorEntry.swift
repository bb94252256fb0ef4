import OnwardCompute

/// Where a safetensors file keeps one tensor, and what it is.
package struct TensorEntry: Sendable, Equatable {
    package let name: String
    package let elementType: ElementType
    /// Sizes from the slowest dimension to the fastest; empty for a single number.
    package let shape: [Int]
    /// Its bytes, counted from where the header ends.
    package let bytes: Range<Int>

    /// How many numbers it holds.
    package var count: Int { bytes.count / elementType.byteCount }

    /// The part of the model that shares a checksum with it: its name up to the first number, or
    /// its first component where there is none.
    ///
    ///     blocks.0.layers.0.weight → blocks.0          reader.weight → reader
    package var group: String { TensorEntry.group(of: name) }

    static func group(of name: String) -> String {
        let components = name.split(separator: ".", omittingEmptySubsequences: false)
        let last = components.firstIndex { Int($0) != nil } ?? 0
        return components[...last].joined(separator: ".")
    }
}

extension ElementType {
    /// The name that the format gives to this type.
    var safetensorsName: String {
        switch self {
        case .float32: "F32"
        case .float64: "F64"
        case .bfloat16: "BF16"
        case .uint8: "U8"
        case .int32: "I32"
        }
    }

    init?(safetensorsName: String) {
        let match = ElementType.allCases.first { $0.safetensorsName == safetensorsName }
        guard let match else { return nil }
        self = match
    }
}
