import OnwardCompute

/// A number as programs write it: digits with a sign, a point and an exponent.
struct PlainNumber {
    let value: Double
    let hasPoint: Bool
    /// Whether it is like 1.234, which where commas are decimal is a thousand and more.
    let mayBeGrouped: Bool

    /// Nil for anything else.
    ///
    /// - Parameter mark: what stands before its decimals.
    init?(_ bytes: Span<UInt8>, _ field: FieldBlock.Field, mark: DecimalMark = .point) {
        let (start, end) = (field.start, field.end)
        guard start < end else { return nil }
        let isNegative = bytes[start] == 0x2d
        let first = start + (isNegative || bytes[start] == 0x2b ? 1 : 0)
        var digits =
            NumberDigits(short: bytes, first..<end, mark: mark.byte)
            ?? NumberDigits(bytes, first..<end, mark: mark.byte)
        guard digits.count > 0 else { return nil }
        let isWhole = digits.end == end
        if !isWhole {
            guard bytes[digits.end] | 0x20 == UInt8(ascii: "e"),
                let exponent = PlainNumber.exponent(bytes, digits.end + 1..<end)
            else { return nil }
            digits.power += exponent
        }
        // Nineteen digits fit into 64 bits.
        let short =
            digits.count <= 19 ? ExactDecimal.value(digits.digits, power: digits.power) : nil
        let magnitude = short ?? PlainNumber.longer(bytes, first..<end, mark)
        // The sign is set without a branch, as columns of such numbers have both in turns.
        let sign = UInt64(truncatingIfNeeded: isNegative ? 1 : 0) &<< 63
        value = Double(bitPattern: magnitude.bitPattern | sign)
        hasPoint = digits.hasPoint
        // And so is this.
        let others =
            (digits.power ^ -3) | (digits.count &- 4) & ~3 | (digits.count ^ 7 == 0 ? 1 : 0)
        mayBeGrouped = others | (bytes[first] == 0x30 ? 1 : 0) | (isWhole ? 0 : 1) == 0
    }

    private static func exponent(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard let first = range.first else { return nil }
        let hasSign = bytes[first] == 0x2b || bytes[first] == 0x2d
        let digits = hasSign ? first + 1..<range.upperBound : range
        guard !digits.isEmpty, digits.count <= 6 else { return nil }
        var value = 0
        for index in digits {
            let digit = bytes[index] &- 0x30
            guard digit <= 9 else { return nil }
            value = value * 10 + Int(digit)
        }
        return bytes[first] == 0x2d ? -value : value
    }

    /// What the standard library makes of it.
    private static func longer(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ mark: DecimalMark
    ) -> Double {
        var text = ""
        for index in range {
            let byte = bytes[index] == mark.byte ? DecimalMark.point.byte : bytes[index]
            text.unicodeScalars.append(Unicode.Scalar(byte))
        }
        return Double(text) ?? .nan
    }
}
