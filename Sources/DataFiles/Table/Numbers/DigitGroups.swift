/// Digits that may stand in groups: 1,234,567.8 or 1 234 567,8 or, as in India, 12,34,567.8.
struct DigitGroups {
    private let mark: DecimalMark
    /// All of them, where they are no more than 19, and how many stand behind the decimal mark.
    private var digits: UInt64 = 0
    private var count = 0
    private var decimals = 0
    /// Digits in each group that is done.
    private var groups: [Int] = []
    private var group = 0
    private var separator: [UInt8] = []
    private var text = ""

    /// What may part groups beside the other decimal mark: a space that breaks a line or none of three
    /// kinds, and two apostrophes.
    private static let separators: [[UInt8]] = [
        [0x20], [0xc2, 0xa0], [0xe2, 0x80, 0xaf], [0xe2, 0x80, 0x89], [0x27], [0xe2, 0x80, 0x99],
    ]

    init(_ mark: DecimalMark) { self.mark = mark }

    var isGrouped: Bool { !groups.isEmpty }

    /// Takes digits and marks up to a letter or the end.
    ///
    /// - Returns: what is behind them; nil where they are no number.
    mutating func take(_ body: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var rest = body
        var isWhole = true
        let first = body.first
        while let byte = rest.first {
            if byte >= 0x30, byte <= 0x39 {
                add(byte, isWhole)
                rest = rest.dropFirst()
            } else if byte == mark.byte, isWhole {
                isWhole = false
                rest = rest.dropFirst()
            } else if let found = separator(at: rest), isWhole, group > 0 {
                guard separator.isEmpty || separator == found else { return nil }
                separator = found
                groups.append(group)
                group = 0
                rest = rest.dropFirst(found.count)
            } else {
                break
            }
        }
        let isLetter = rest.first.map { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7a } ?? true
        guard count > 0, isLetter, isGrouped ? areGroups && first != 0x30 : true else { return nil }
        return rest
    }

    func value(power: Int) -> Double {
        let power = power - decimals
        let short = count <= 19 ? ExactDecimal.value(digits, power: power) : nil
        return short ?? Double("\(text)e\(power)") ?? .nan
    }

    private mutating func add(_ byte: UInt8, _ isWhole: Bool) {
        digits = digits &* 10 &+ UInt64(byte - 0x30)
        count += 1
        text.unicodeScalars.append(Unicode.Scalar(byte))
        if isWhole { group += 1 } else { decimals += 1 }
    }

    private func separator(at rest: ArraySlice<UInt8>) -> [UInt8]? {
        if rest.first == mark.other.byte { return [mark.other.byte] }
        return DigitGroups.separators.first { rest.starts(with: $0) }
    }

    /// Threes, or twos before a last three.
    private var areGroups: Bool {
        guard group == 3, let first = groups.first, first >= 1, first <= 3 else { return false }
        let middle = groups.dropFirst()
        return middle.allSatisfy { $0 == 3 }
            || first <= 2 && separator == [0x2c] && middle.allSatisfy { $0 == 2 }
    }
}
