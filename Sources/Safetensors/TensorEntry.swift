import OnwardCompute

/// Where a safetensors file keeps one tensor, and what it is.
package struct TensorEntry: Sendable, Equatable {
    package let name: String
    package let type: StoredType
    /// Sizes from the slowest dimension to the fastest; empty for a single number.
    package let shape: [Int]
    /// Its bytes, counted from where the header ends.
    package let bytes: Range<Int>

    /// What a matrix calls its type; nil where none is of it.
    package var elementType: ElementType? { type.elementType }

    /// Whether its numbers can be read as float32.
    package var isReadAsFloat32: Bool {
        type == .float32 || type.float32s(in: []) != nil
    }

    /// How many numbers it holds.
    package var count: Int { 8 * bytes.count / type.bitCount }

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
