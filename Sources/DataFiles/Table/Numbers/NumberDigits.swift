import OnwardCompute

/// The digits of a plain number, with or without a point, up to whatever is neither.
struct NumberDigits {
    /// All of them as one whole number, where they are no more than nineteen.
    private(set) var digits: UInt64 = 0
    private(set) var count = 0
    /// Of ten, with which the whole number is to be multiplied.
    var power = 0
    private(set) var hasPoint = false
    /// What is behind them.
    private(set) var end: Int

    /// One after the other.
    init(_ bytes: Span<UInt8>, _ field: Range<Int>, mark: UInt8) {
        end = field.lowerBound
        add(bytes, field.upperBound)
        count = end - field.lowerBound
        hasPoint = end < field.upperBound && bytes[end] == mark
        guard hasPoint else { return }
        end += 1
        let decimals = end
        add(bytes, field.upperBound)
        power = decimals - end
        count -= power
        // Zeros before all others are no digits that would have to fit.
        if count > 19 { count -= NumberDigits.leadingZeros(bytes, field) }
    }

    private static func leadingZeros(_ bytes: Span<UInt8>, _ field: Range<Int>) -> Int {
        var zeros = 0
        for index in field {
            if bytes[index] >= 0x31, bytes[index] <= 0x39 { break }
            zeros += bytes[index] == 0x30 ? 1 : 0
        }
        return zeros
    }

    private mutating func add(_ bytes: Span<UInt8>, _ limit: Int) {
        while limit &- end >= 8, let eight = NumberDigits.eight(bytes.word(before: end &+ 8)) {
            digits = digits &* 100_000_000 &+ eight
            end &+= 8
        }
        while end < limit {
            let digit = bytes[end] &- 0x30
            guard digit <= 9 else { break }
            digits = digits &* 10 &+ UInt64(digit)
            end &+= 1
        }
    }

    /// Up to eight bytes at once, without a branch that depends on where the point is; nil where they hold
    /// anything else than digits and one point.
    @inline(__always)
    init?(short bytes: Span<UInt8>, _ field: Range<Int>, mark: UInt8) {
        let length = field.upperBound - field.lowerBound
        guard length > 0, length <= 8, field.upperBound >= 8 else { return nil }
        // The field's last byte is the highest; zeros stand before its first.
        let inside = UInt64.max &<< UInt64(64 - 8 * length)
        var word = bytes.word(before: field.upperBound) & inside | NumberDigits.each(0x30) & ~inside
        // Of the point's byte the highest bit; without one 64.
        let point = NumberDigits.zeros(word ^ NumberDigits.each(UInt64(mark))).trailingZeroBitCount
        hasPoint = point < 64
        // What is before the point moves up to what is behind it.
        let behind = UInt64.max &<< UInt64(truncatingIfNeeded: point &- 7)
        let joined = word & (behind &<< 8) | (word & ~behind) &<< 8 | 0x30
        word = hasPoint ? joined : word
        guard let eight = NumberDigits.eight(word) else { return nil }
        digits = eight
        count = length - (hasPoint ? 1 : 0)
        power = hasPoint ? (point &- 63) / 8 : 0
        end = field.upperBound
    }

    private static func each(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

    /// What eight digits say; nil for other bytes. Neighbours are put together to pairs, these to fours, and
    /// these to all eight.
    @inline(__always)
    private static func eight(_ word: UInt64) -> UInt64? {
        let bytes = word &- each(0x30)
        guard ((word &+ each(0x46)) | bytes) & each(0x80) == 0 else { return nil }
        let pairs = bytes &* 10 &+ (bytes &>> 8)
        let mask: UInt64 = 0x0000_00ff_0000_00ff
        let first = (pairs & mask) &* (100 + (1_000_000 << 32))
        let second = ((pairs &>> 16) & mask) &* (1 + (10_000 << 32))
        return (first &+ second) &>> 32
    }

    /// The highest bit of every byte that is zero.
    private static func zeros(_ word: UInt64) -> UInt64 {
        let low: UInt64 = 0x7f7f_7f7f_7f7f_7f7f
        return ~(((word & low) &+ low) | word | low)
    }
}
