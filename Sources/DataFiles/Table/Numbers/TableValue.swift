import Foundation

/// What a field of a table says.
enum TableValue {
    case missing
    case number(PlainNumber)
    /// A number but for its decimal comma, where a point was expected.
    case comma(PlainNumber)
    /// A number that is infinite, or too large to be computed with.
    case infinite
    case text

    init(_ bytes: Span<UInt8>, _ field: FieldBlock.Field, mark: DecimalMark = .point) {
        if let number = PlainNumber(bytes, field, mark: mark) {
            self = TableValue.isFinite(number.value) ? .number(number) : .infinite
        } else if TableValue.isMissing(bytes, field) {
            self = .missing
        } else if mark == .point, let number = PlainNumber(bytes, field, mark: .comma) {
            self = TableValue.isFinite(number.value) ? .comma(number) : .infinite
        } else {
            self = TableValue.isInfinite(bytes, field) ? .infinite : .text
        }
    }

    /// Whether samples can hold the number.
    static func isFinite(_ number: Double) -> Bool {
        number.magnitude <= Double(Float.greatestFiniteMagnitude)
    }

    /// Nothing, `?`, `NA`, `N/A`, `NaN` or `null`, in capitals or not.
    static func isMissing(_ bytes: Span<UInt8>, _ field: FieldBlock.Field) -> Bool {
        let count = field.count
        guard count > 0 else { return true }
        guard count <= 4 else { return false }
        let first = bytes[field.start]
        if count == 1 { return first == UInt8(ascii: "?") }
        guard first | 0x20 == UInt8(ascii: "n") else { return false }
        return ["na", "n/a", "nan", "null"].contains(lowercased(bytes, field))
    }

    private static func isInfinite(_ bytes: Span<UInt8>, _ field: FieldBlock.Field) -> Bool {
        // The longest is -infinity.
        guard field.count >= 3, field.count <= 9 else { return false }
        let hasSign = [0x2b, 0x2d].contains(bytes[field.start])
        let word = FieldBlock.Field(start: field.start + (hasSign ? 1 : 0), end: field.end)
        guard bytes[word.start] | 0x20 == UInt8(ascii: "i") else { return false }
        return ["inf", "infinity"].contains(lowercased(bytes, word))
    }

    private static func lowercased(_ bytes: Span<UInt8>, _ field: FieldBlock.Field) -> String {
        var text = ""
        for index in field.range { text.unicodeScalars.append(Unicode.Scalar(bytes[index])) }
        return text.lowercased()
    }
}
