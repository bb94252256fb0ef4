import CKernels

/// Finds what parts a table's text: separators, quotation marks and line ends.
package enum TextMarks {
    /// Their places in order; see `marks.h`.
    package static func places(in bytes: [UInt8], separator: UInt8) -> [Int32] {
        precondition(bytes.count <= Int32.max, "\(bytes.count) bytes at once")
        return [Int32](unsafeUninitializedCapacity: bytes.count) { places, found in
            guard let places = places.baseAddress else { return }
            found = onward_find_marks(bytes, bytes.count, separator, places)
        }
    }

    /// How many bytes from `start` on are `byte`.
    package static func count(of byte: UInt8, in bytes: [UInt8], from start: Int) -> Int {
        bytes.span.extracting(start...).withUnsafeBufferPointer {
            $0.baseAddress.map { first in onward_count_byte(first, bytes.count - start, byte) } ?? 0
        }
    }
}

extension TextMarks {
    /// Whether places are the ends of plain fields, so many in each row; see `marks.h`.
    package static func arePlainRows(
        _ places: [Int32], in bytes: [UInt8], separator: UInt8, width: Int
    ) -> Bool {
        precondition(width > 0, "\(width) fields in a row")
        return onward_are_plain_rows(
            bytes, bytes.count, separator, places, places.count, width)
    }
}

extension TextMarks {
    /// Text with CRLF as LF; nil where a CR stands alone.
    package static func joiningLineEnds(_ bytes: [UInt8]) -> [UInt8]? {
        let joined = [UInt8](unsafeUninitializedCapacity: bytes.count) { joined, length in
            guard let joined = joined.baseAddress else { return }
            length = onward_join_line_ends(bytes, bytes.count, joined)
        }
        return joined.isEmpty ? nil : joined
    }
}

extension Span<UInt8> {
    /// The eight bytes before a place, the last of them in the highest bits.
    @inlinable
    package func word(before place: Int) -> UInt64 {
        UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: place - 8, as: UInt64.self))
    }
}
