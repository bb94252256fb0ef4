/// How a column's numbers are written, where not as programs write them.
package enum FieldWriting: Codable, Hashable, Sendable {
    /// - Parameter unit: see `WrittenNumber`; a field may lack a currency, and a zero a percent sign.
    case decimal(mark: DecimalMark, unit: String)
    /// 0x1f, 0o37 or 0b11111.
    case radix
    case date
    /// A date alone is its midnight.
    case dateTime
    /// In UTC.
    case zonedDateTime
    case time

    /// What a field becomes, by name.
    var parts: [String] {
        let date = ["year", "month", "day of year", "weekday"]
        return switch self {
        case .decimal, .radix: ["number"]
        case .date: date
        case .dateTime, .zonedDateTime: date + ["seconds of day"]
        case .time: ["seconds of day"]
        }
    }

    /// What stands before the decimals of those that are plain numbers otherwise; nil where none are.
    var plainMark: DecimalMark? {
        if case .decimal(let mark, let unit) = self, unit != "%" { mark } else { nil }
    }

    /// What such fields are, for messages.
    package var summary: String {
        switch self {
        case .decimal(let mark, ""): "numbers with a decimal \(mark)"
        case .decimal(let mark, "%"): "percentages with a decimal \(mark)"
        case .decimal(let mark, let unit): "numbers of \(unit) with a decimal \(mark)"
        case .radix: "numbers such as 0x1f"
        case .date: "dates such as 2024-01-31"
        case .dateTime: "dates and times such as 2024-01-31 12:34:56"
        case .zonedDateTime: "dates and times with their zone, such as 2024-01-31T12:34:56Z"
        case .time: "times of day such as 12:34:56"
        }
    }

    /// The numbers that a field says, as many as there are parts; nil where it says none in this writing.
    func numbers(_ field: ArraySlice<UInt8>) -> [Double]? {
        switch self {
        case .decimal(let mark, let unit):
            guard let number = WrittenNumber(field), let value = number.value(mark),
                number.unit == unit || number.unit.isEmpty && (unit != "%" || value == 0)
            else { return nil }
            return [value]
        case .radix: return RadixNumber.value(field).map { [$0] }
        case .date, .dateTime, .zonedDateTime, .time:
            guard let moment = Moment(field), writings(moment).contains(self) else { return nil }
            return moment.parts + (parts.count > moment.parts.count ? [0] : [])
        }
    }

    private func writings(_ moment: Moment) -> [FieldWriting] {
        if moment.zone != nil { return [.zonedDateTime] }
        if moment.date == nil { return [.time] }
        return moment.seconds == nil ? [.date, .dateTime] : [.dateTime]
    }
}

/// A whole number with what its digits are of: 0x1f, 0o37, 0b11111.
enum RadixNumber {
    /// Nil for anything else; a zero may stand alone, as C prints it.
    static func value(_ field: ArraySlice<UInt8>) -> Double? {
        var text = Affixes(field)
        let isNegative = text.takeSign()
        if text.body.elementsEqual([0x30]) { return 0 }
        guard text.body.count >= 3, text.body.first == 0x30,
            let letter = text.body.dropFirst().first.map({ $0 | 0x20 })
        else { return nil }
        let radices: [UInt8: Int] = [0x78: 16, 0x6f: 8, 0x62: 2]
        let digits = String(decoding: text.body.dropFirst(2), as: UTF8.self)
        guard let radix = radices[letter], digits.first != "+", digits.first != "-",
            let number = UInt64(digits, radix: radix)
        else { return nil }
        return isNegative ? -Double(number) : Double(number)
    }
}
