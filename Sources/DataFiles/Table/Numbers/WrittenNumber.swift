/// A number as people write it: with groups of digits, another decimal mark, a percent sign, a currency,
/// parentheses for less than zero, Fortran's exponents.
struct WrittenNumber {
    /// `%`, or a currency's sign or code; empty where there is none.
    let unit: String
    /// Digits, marks and an exponent.
    private let body: ArraySlice<UInt8>
    private let isNegative: Bool

    /// Nil where a text is no number in any writing.
    init?(_ field: ArraySlice<UInt8>) {
        var text = Affixes(field)
        let isBelowZero = text.takeSign()
        unit = text.takeUnit()
        isNegative = isBelowZero || !unit.isEmpty && text.takeSign()
        guard let first = text.body.first,
            first >= 0x30 && first <= 0x39 || first == 0x2e || first == 0x2c
        else { return nil }
        body = text.body
    }

    /// Nil where it is none in this writing.
    func value(_ mark: DecimalMark) -> Double? {
        var digits = DigitGroups(mark)
        guard var rest = digits.take(body) else { return nil }
        var power = 0
        if let letter = rest.first {
            // Fortran says D where a number has double precision.
            guard [0x45, 0x44].contains(letter & 0xdf), !digits.isGrouped else { return nil }
            rest = rest.dropFirst()
            let sign = rest.first.flatMap { $0 == 0x2b || $0 == 0x2d ? $0 : nil }
            if sign != nil { rest = rest.dropFirst() }
            guard !rest.isEmpty, rest.count <= 6,
                rest.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
            else { return nil }
            power = rest.reduce(0) { $0 * 10 + Int($1 - 0x30) } * (sign == 0x2d ? -1 : 1)
        }
        if unit == "%" { power -= 2 }
        let value = digits.value(power: power)
        return isNegative ? -value : value
    }

    /// Whether it has a mark that one writing takes for the decimal one and another for a group's.
    var hasMark: Bool { body.contains { $0 == 0x2e || $0 == 0x2c } }
}

/// What parts a number's whole from its decimals.
package enum DecimalMark: String, Codable, CaseIterable, Sendable {
    case point, comma

    var byte: UInt8 { self == .point ? 0x2e : 0x2c }
    var other: DecimalMark { self == .point ? .comma : .point }
}
