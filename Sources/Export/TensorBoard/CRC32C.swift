/// The checksum of TensorBoard's records: Castagnoli's, turned and shifted, because sums of data that hold
/// sums of their own kind find less.
///
/// - Reference: Castagnoli, Bräuer and Herrmann, *Optimization of Cyclic Redundancy-Check Codes with 24 and
///   32 Parity Bits*, 1993; the mask is that of TensorFlow's `crc32c.h`.
enum CRC32C {
    static func masked(_ bytes: some Sequence<UInt8>) -> UInt32 {
        let sum = of(bytes)
        return (sum >> 15 | sum << 17) &+ 0xa282_ead8
    }

    static func of(_ bytes: some Sequence<UInt8>) -> UInt32 {
        ~bytes.reduce(~0) { sum, byte in
            table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ sum >> 8
        }
    }

    /// Of the reflected polynomial.
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0x82f6_3b78 : sum >> 1 }
    }
}
