/// A number in JSON as its digits come.
struct JSONNumber {
    let isNegative: Bool
    private var digits: UInt64 = 0
    var exponent = 0

    init(isNegative: Bool) { self.isNegative = isNegative }

    /// Beyond this no product with a power of ten is exact any more.
    private static let most = UInt64(1) << 53

    mutating func add(_ digit: Int) {
        if digits < JSONNumber.most {
            digits = 10 * digits + UInt64(digit)
        } else {
            exponent += 1
        }
    }

    mutating func addFraction(_ digit: Int) {
        guard digits < JSONNumber.most else { return }
        digits = 10 * digits + UInt64(digit)
        exponent -= 1
    }

    /// The nearest number, where one rounding gives it; nil where that takes more care.
    ///
    /// - Reference: Clinger, *How to read floating point numbers accurately*, 1990.
    var value: Double? {
        guard digits < JSONNumber.most, abs(exponent) < JSONNumber.powers.count else { return nil }
        let magnitude =
            exponent < 0
            ? Double(digits) / JSONNumber.powers[-exponent]
            : Double(digits) * JSONNumber.powers[exponent]
        return isNegative ? -magnitude : magnitude
    }

    /// Those that a double holds exactly.
    private static let powers: [Double] = (0...22).reduce(into: [1]) { powers, place in
        if place > 0 { powers.append(10 * powers[place - 1]) }
    }
}
