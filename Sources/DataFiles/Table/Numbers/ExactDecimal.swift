/// The number that digits and a power of ten say, rounded once to double precision.
enum ExactDecimal {
    /// Nil where it takes a longer way.
    @inline(__always)
    static func value(_ digits: UInt64, power: Int) -> Double? {
        // Numbers up to 2⁵³ and powers up to 10²² are exact, and so their quotient is rounded once.
        if digits <= 1 << 53, power >= -22, power <= 22 {
            return power < 0 ? Double(digits) / tens[-power] : Double(digits) * tens[power]
        }
        if power == 0 || digits == 0 { return Double(digits) }
        return power < 0 && power >= -27 ? quotient(digits, power: -power) : nil
    }

    /// digits / 10ᵖ = digits / 5ᵖ · 2⁻ᵖ, by a division of whole numbers that leaves 62 digits or more; one
    /// that does not go up is noted in the last of them, which decides how the first 53 are rounded.
    private static func quotient(_ digits: UInt64, power: Int) -> Double {
        let (shift, divisor) = (digits.leadingZeroBitCount, fives[power])
        let divisorShift = divisor.leadingZeroBitCount
        let dividend = digits << shift
        let (quotient, remainder) = reciprocals[power].dividing(dividend >> 1, dividend << 63)
        // Double precision has its exponent, with 1023 added, above 52 bits.
        let exponent = UInt64(1023 + divisorShift - shift - power - 63)
        return Double(remainder == 0 ? quotient : quotient | 1)
            * Double(bitPattern: exponent << 52)
    }

    private static let tens: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    private static let fives: [UInt64] = [
        1, 5, 25, 125, 625, 3125, 15625, 78125, 390_625, 1_953_125, 9_765_625, 48_828_125,
        244_140_625, 1_220_703_125, 6_103_515_625, 30_517_578_125, 152_587_890_625,
        762_939_453_125, 3_814_697_265_625, 19_073_486_328_125, 95_367_431_640_625,
        476_837_158_203_125, 2_384_185_791_015_625, 11_920_928_955_078_125,
        59_604_644_775_390_625, 298_023_223_876_953_125, 1_490_116_119_384_765_625,
        7_450_580_596_923_828_125,
    ]

    private static let reciprocals = fives.map { Reciprocal(of: $0 << $0.leadingZeroBitCount) }
}

/// What takes the place of a division of two words by one, by products that are much quicker.
///
/// Reference: Möller, Granlund, *Improved division by invariant integers*, 2011, algorithm 4.
private struct Reciprocal {
    let divisor: UInt64
    /// ⌊(2¹²⁸ − 1) / divisor⌋ − 2⁶⁴
    let value: UInt64

    /// - Parameter divisor: its highest bit is set.
    init(of divisor: UInt64) {
        self.divisor = divisor
        value = divisor.dividingFullWidth((~divisor, .max)).quotient
    }

    /// - Parameter high: below the divisor.
    func dividing(_ high: UInt64, _ low: UInt64) -> (quotient: UInt64, remainder: UInt64) {
        let product = value.multipliedFullWidth(by: high)
        let (rest, carries) = product.low.addingReportingOverflow(low)
        var quotient = product.high &+ high &+ (carries ? 2 : 1)
        var remainder = low &- quotient &* divisor
        if remainder > rest {
            quotient &-= 1
            remainder &+= divisor
        }
        if remainder >= divisor {
            quotient &+= 1
            remainder &-= divisor
        }
        return (quotient, remainder)
    }
}
