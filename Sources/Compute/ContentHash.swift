import CKernels

/// What tells contents apart: 64 bits of any bytes, the same on every machine and in every program.
///
/// SipHash-1-3 under a key; see `content.h`.
package enum ContentHash {
    /// - Parameter salt: another one gives other hashes, which cannot be told to be of the same bytes.
    package static func of(_ bytes: RawSpan, salt: UInt64 = 0) -> UInt64 {
        bytes.withUnsafeBytes { onward_siphash($0.baseAddress, $0.count, salt, 0) }
    }

    package static func of(_ bytes: [UInt8], salt: UInt64 = 0) -> UInt64 {
        of(bytes.span.bytes, salt: salt)
    }

    package static func of(_ words: [UInt64], salt: UInt64 = 0) -> UInt64 {
        of(words.span.bytes, salt: salt)
    }

    package static func of(_ text: String, salt: UInt64 = 0) -> UInt64 {
        of(Array(text.utf8), salt: salt)
    }
}
