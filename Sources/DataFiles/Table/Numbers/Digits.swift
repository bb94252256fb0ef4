/// A text that is read from its front, a number or a mark at a time.
struct Digits {
    private(set) var rest: ArraySlice<UInt8>

    init(rest: ArraySlice<UInt8>) { self.rest = rest }

    /// Whether it begins with a year.
    var isFourDigits: Bool { rest.prefix { $0 >= 0x30 && $0 <= 0x39 }.count == 4 }

    /// A number of so many digits, and no more of them behind it.
    mutating func number(_ count: ClosedRange<Int>) -> Int? {
        let digits = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard count.contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// Takes a byte that is one of these, and says which.
    mutating func skip(anyOf marks: String) -> String? {
        guard let first = rest.first, marks.utf8.contains(first) else { return nil }
        rest = rest.dropFirst()
        return String(UnicodeScalar(first))
    }

    /// Decimals behind a point or comma, 0 where there are none; nil for a mark alone.
    mutating func fraction() -> Double? {
        guard skip(anyOf: ".,") != nil else { return 0 }
        let digits = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard !digits.isEmpty else { return nil }
        rest = rest.dropFirst(digits.count)
        return Double("0." + String(decoding: digits, as: UTF8.self))
    }

    /// Z, +01, +0100 or +01:00, up to the end, in minutes.
    mutating func zone() -> Int? {
        if skip(anyOf: "Zz") != nil { return rest.isEmpty ? 0 : nil }
        guard let sign = skip(anyOf: "+-") else { return nil }
        let digits = rest.filter { $0 != UInt8(ascii: ":") }
        let isPair =
            rest.count == digits.count || rest.count == 5 && rest.dropFirst(2).first == 0x3a
        guard isPair, digits.count == 2 || digits.count == 4,
            digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
        else { return nil }
        let numbers = digits.map { Int($0 - 0x30) }
        let minutes = digits.count == 4 ? numbers[2] * 10 + numbers[3] : 0
        let total = 60 * (numbers[0] * 10 + numbers[1]) + minutes
        return sign == "-" ? -total : total
    }
}
