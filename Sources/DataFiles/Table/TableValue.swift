import Foundation

/// What a field of a table says.
enum TableValue {
    case missing
    case number(Double)
    /// A number that is infinite, or too large to be computed with.
    case infinite
    case text

    init(_ field: ArraySlice<UInt8>) {
        if TableValue.isMissing(field) {
            self = .missing
        } else if let number = TableValue.number(field) {
            self =
                abs(number) <= Double(Float.greatestFiniteMagnitude) ? .number(number) : .infinite
        } else {
            let word = String(decoding: field.drop { $0 == 0x2b || $0 == 0x2d }, as: UTF8.self)
            self = ["inf", "infinity"].contains(word.lowercased()) ? .infinite : .text
        }
    }

    /// Nothing, `?`, `NA`, `N/A`, `NaN` or `null`, in capitals or not.
    static func isMissing(_ field: ArraySlice<UInt8>) -> Bool {
        guard field.count <= 4 else { return false }
        if field.isEmpty || field.elementsEqual([UInt8(ascii: "?")]) { return true }
        guard let first = field.first, first | 0x20 == UInt8(ascii: "n") else { return false }
        let word = String(decoding: field, as: UTF8.self).lowercased()
        return ["na", "n/a", "nan", "null"].contains(word)
    }

    /// Digits with a sign, a point and an exponent; nil for anything else.
    ///
    /// Up to 15 digits and a power of ten up to 22 are exact in double precision, and so is their
    /// product or quotient, rounded once; longer numbers take the library's slower way.
    private static func number(_ field: ArraySlice<UInt8>) -> Double? {
        var index = field.startIndex
        var isNegative = false
        if let sign = field.first, sign == 0x2b || sign == 0x2d {
            isNegative = sign == 0x2d
            index += 1
        }
        var (digits, value, exponent, hasPoint) = (0, 0, 0, false)
        while index < field.endIndex {
            let byte = field[index]
            if byte == 0x2e, !hasPoint {
                hasPoint = true
            } else if byte >= 0x30, byte <= 0x39 {
                digits += 1
                if digits <= 15 { value = value * 10 + Int(byte - 0x30) }
                if hasPoint { exponent -= 1 }
            } else {
                break
            }
            index += 1
        }
        guard digits > 0 else { return nil }
        if index < field.endIndex {
            guard field[index] | 0x20 == UInt8(ascii: "e"),
                let power = power(field[(index + 1)...])
            else { return nil }
            exponent += power
        }
        guard digits <= 15, abs(exponent) <= 22 else {
            return Double(String(decoding: field, as: UTF8.self))
        }
        let magnitude =
            exponent < 0 ? Double(value) / powers[-exponent] : Double(value) * powers[exponent]
        return isNegative ? -magnitude : magnitude
    }

    private static func power(_ field: ArraySlice<UInt8>) -> Int? {
        let digits = field.first == 0x2b || field.first == 0x2d ? field.dropFirst() : field
        guard !digits.isEmpty, digits.count <= 6,
            digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
        else { return nil }
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return field.first == 0x2d ? -value : value
    }

    private static let powers = (0...22).map { exponent in
        (0..<exponent).reduce(1.0) { value, _ in value * 10 }
    }
}
