/// What stands around a number's digits.
struct Affixes {
    /// What is left.
    private(set) var body: ArraySlice<UInt8>

    /// Unicode's minus sign in UTF-8.
    private static let minus: [UInt8] = [0xe2, 0x88, 0x92]
    private static let noBreakSpace: [UInt8] = [0xc2, 0xa0]
    private static let codes: Set<String> = [
        "USD", "EUR", "GBP", "JPY", "CNY", "CHF", "CAD", "AUD", "NZD", "INR", "RUB", "BRL", "KRW",
        "MXN", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "TRY", "ZAR", "SGD", "HKD", "ILS", "THB",
    ]

    init(_ field: ArraySlice<UInt8>) {
        body = field
        trim()
    }

    /// Takes a sign or parentheses away; true for less than zero.
    mutating func takeSign() -> Bool {
        if body.first == UInt8(ascii: "("), body.last == UInt8(ascii: ")"), body.count > 2 {
            body = body.dropFirst().dropLast()
            trim()
            return true
        }
        if body.first == 0x2b || body.first == 0x2d {
            let isNegative = body.first == 0x2d
            body = body.dropFirst()
            trim()
            return isNegative
        }
        guard body.starts(with: Affixes.minus) else { return false }
        body = body.dropFirst(Affixes.minus.count)
        trim()
        return true
    }

    /// Takes a unit away before or behind the digits; empty where there is none.
    mutating func takeUnit() -> String {
        func isDigit(_ byte: UInt8) -> Bool {
            byte >= 0x30 && byte <= 0x39 || byte == 0x2e || byte == 0x2c
        }
        guard let first = body.firstIndex(where: isDigit), let last = body.lastIndex(where: isDigit)
        else { return "" }
        var start = first
        // $-5, as spreadsheets write it.
        if first > body.startIndex + 1, [0x2b, 0x2d].contains(body[first - 1]) { start -= 1 }
        let (before, behind) = (body[..<start], body[(last + 1)...])
        guard before.isEmpty != behind.isEmpty else { return "" }
        let unit = String(decoding: Affixes(before.isEmpty ? behind : before).body, as: UTF8.self)
        guard Affixes.isUnit(unit), unit != "%" || before.isEmpty else { return "" }
        body = body[start...last]
        return unit
    }

    /// A percent sign, a currency's code, or its sign with up to two letters before it (US$).
    private static func isUnit(_ text: String) -> Bool {
        if text == "%" || codes.contains(text) { return true }
        guard let last = text.unicodeScalars.last,
            last.properties.generalCategory == .currencySymbol
        else { return false }
        let letters = text.unicodeScalars.dropLast()
        return letters.count <= 2 && letters.allSatisfy { $0.isASCII && $0.properties.isAlphabetic }
    }

    private mutating func trim() {
        while let first = body.first {
            if first == 0x20 || first == 0x09 {
                body = body.dropFirst()
            } else if body.starts(with: Affixes.noBreakSpace) {
                body = body.dropFirst(2)
            } else {
                break
            }
        }
        while let last = body.last {
            if last == 0x20 || last == 0x09 {
                body = body.dropLast()
            } else if body.suffix(2).elementsEqual(Affixes.noBreakSpace) {
                body = body.dropLast(2)
            } else {
                break
            }
        }
    }
}
