import CZlib

/// A CRC-32 that grows with every span of bytes it is given.
struct Checksum {
    private var value: UInt = 0

    mutating func add(_ bytes: RawSpan) {
        // zlib takes an empty span's missing address as a request to begin anew.
        guard !bytes.isEmpty else { return }
        value = bytes.withUnsafeBytes { source in
            crc32_z(value, source.assumingMemoryBound(to: UInt8.self).baseAddress, source.count)
        }
    }

    /// Eight hexadecimal digits.
    var text: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
