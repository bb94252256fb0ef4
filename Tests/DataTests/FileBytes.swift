import CZlib

/// Bytes as a gzip file that compresses nothing (RFC 1951, stored blocks; RFC 1952).
func gzip(_ bytes: [UInt8]) -> [UInt8] {
    func low(_ value: Int, bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    var result: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
    var start = 0
    repeat {
        let end = min(start + 0xffff, bytes.count)
        result.append(end == bytes.count ? 1 : 0)
        result += low(end - start, bytes: 2) + low(~(end - start), bytes: 2) + bytes[start..<end]
        start = end
    } while start < bytes.count
    let sum = crc32(0, bytes, UInt32(bytes.count))
    return result + low(Int(sum), bytes: 4) + low(bytes.count, bytes: 4)
}

/// An IDX file of bytes.
func idx(_ sizes: [Int], _ numbers: [UInt8], type: UInt8 = 8) -> [UInt8] {
    let header = sizes.flatMap { size in
        (0..<4).map { UInt8(truncatingIfNeeded: size >> (24 - 8 * $0)) }
    }
    return [0, 0, type, UInt8(sizes.count)] + header + numbers
}
