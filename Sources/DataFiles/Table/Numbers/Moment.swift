/// A date, a time of day or both, as ISO 8601 writes them: 2024-01-31, 12:34:56, 2024-01-31T12:34:56Z.
struct Moment {
    /// Nil of a time of day.
    private(set) var date: (year: Int, month: Int, day: Int)?
    /// Since midnight; nil of a date.
    private(set) var seconds: Double?
    /// Minutes that the clock is ahead of UTC; nil where that is not said.
    private(set) var zone: Int?

    /// Nil for anything else, and for days and times that there are not.
    init?(_ field: ArraySlice<UInt8>) {
        var text = Digits(rest: field)
        if field.count >= 8, text.isFourDigits {
            guard let year = text.number(4...4), let dash = text.skip(anyOf: "-/"),
                let month = text.number(2...2), text.skip(anyOf: dash) != nil,
                let day = text.number(2...2), month >= 1, month <= 12, day >= 1,
                day <= Moment.days(in: month, of: year)
            else { return nil }
            date = (year, month, day)
            if text.rest.isEmpty { return }
            guard text.skip(anyOf: "Tt ") != nil else { return nil }
        }
        guard let hour = text.number(1...2), hour < 24, text.skip(anyOf: ":") != nil,
            let minute = text.number(2...2), minute < 60
        else { return nil }
        var seconds = Double(hour * 3600 + minute * 60)
        if text.skip(anyOf: ":") != nil {
            // A second may be put in.
            guard let second = text.number(2...2), second <= 60, let part = text.fraction() else {
                return nil
            }
            seconds += Double(second) + part
        }
        self.seconds = seconds
        if !text.rest.isEmpty {
            guard date != nil, let zone = text.zone() else { return nil }
            self.zone = zone
        }
    }

    /// Year, month, day of the year, weekday (Monday is 1) and seconds since midnight, those that it has;
    /// in UTC where it says its zone.
    var parts: [Double] {
        guard let date else { return [seconds].compactMap { $0 } }
        var (seconds, days) = (seconds, Moment.days(before: date))
        if let zone, let local = seconds {
            let utc = local - Double(60 * zone)
            let shift = (utc / 86400).rounded(.down)
            days += Int(shift)
            seconds = utc - 86400 * shift
        }
        let (year, month, dayOfYear) = Moment.calendar(days)
        let weekday = ((days + 3) % 7 + 7) % 7 + 1
        return [year, month, dayOfYear, weekday].map(Double.init) + [seconds].compactMap { $0 }
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        month == 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// Days from 1 January 1970 to the first of a year.
    private static func days(beforeYear year: Int) -> Int {
        let past = year - 1
        return 365 * (year - 1970) + (past / 4 - past / 100 + past / 400) - 477
    }

    private static func days(before date: (year: Int, month: Int, day: Int)) -> Int {
        (1..<date.month).reduce(days(beforeYear: date.year) + date.day - 1) {
            $0 + days(in: $1, of: date.year)
        }
    }

    private static func calendar(_ days: Int) -> (year: Int, month: Int, dayOfYear: Int) {
        var year = 1970 + Int((Double(days) / 365.2425).rounded(.down))
        while Moment.days(beforeYear: year) > days { year -= 1 }
        while Moment.days(beforeYear: year + 1) <= days { year += 1 }
        let dayOfYear = days - Moment.days(beforeYear: year)
        var (month, left) = (1, dayOfYear)
        while left >= Moment.days(in: month, of: year) {
            left -= Moment.days(in: month, of: year)
            month += 1
        }
        return (year, month, dayOfYear + 1)
    }
}
