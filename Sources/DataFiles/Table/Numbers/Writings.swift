/// The writings in which a text is a number.
struct Writings: OptionSet {
    let rawValue: UInt8

    static let point = Writings(rawValue: 1)
    static let comma = Writings(rawValue: 2)
    static let radix = Writings(rawValue: 4)
    static let date = Writings(rawValue: 8)
    static let dateTime = Writings(rawValue: 16)
    static let zonedDateTime = Writings(rawValue: 32)
    static let time = Writings(rawValue: 64)
    /// A date whose day and month cannot be told apart.
    static let dayOrMonthFirst = Writings(rawValue: 128)

    static let all = Writings(rawValue: 255)
    static let decimal: Writings = [.point, .comma]

    static func decimal(_ mark: DecimalMark) -> Writings { mark == .point ? .point : .comma }
}

/// What one text, that is no plain number, may be.
struct WrittenField {
    let writings: Writings
    let unit: String
    /// Whether it has a point or comma.
    let hasMark: Bool

    init(_ field: ArraySlice<UInt8>) {
        if let number = WrittenNumber(field) {
            let marks = DecimalMark.allCases.filter { number.value($0) != nil }
            if !marks.isEmpty {
                writings = marks.reduce(into: []) { $0.insert(.decimal($1)) }
                (unit, hasMark) = (number.unit, number.hasMark)
                return
            }
        }
        (unit, hasMark) = ("", false)
        if RadixNumber.value(field) != nil {
            writings = .radix
        } else if let moment = Moment(field) {
            writings =
                moment.zone != nil
                ? .zonedDateTime
                : moment.date == nil
                    ? .time : moment.seconds == nil ? [.date, .dateTime] : .dateTime
        } else {
            writings = WrittenField.isDayOrMonthFirst(field) ? .dayOrMonthFirst : []
        }
    }

    /// 31.01.2024, 01/31/24 and the like.
    private static func isDayOrMonthFirst(_ field: ArraySlice<UInt8>) -> Bool {
        var text = Digits(rest: field)
        guard text.number(1...2) != nil, let mark = text.skip(anyOf: "./-"),
            text.number(1...2) != nil, text.skip(anyOf: mark) != nil,
            text.number(mark == "/" ? 2...4 : 4...4) != nil
        else { return false }
        return text.rest.isEmpty || text.rest.first == 0x20
    }
}
