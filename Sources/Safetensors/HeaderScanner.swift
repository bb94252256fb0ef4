/// Reads the few forms of JSON that a safetensors header is made of, and refuses all others.
///
/// Foundation's readers keep one of two equal keys without a word and follow any depth of nesting;
/// a header has three fixed levels, and a tensor named twice is a forgery or an accident.
struct HeaderScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// `{"key": …, …}`; `member` reads each value.
    mutating func object(
        _ member: (inout HeaderScanner, String) throws(SafetensorsError.Reason) -> Void
    ) throws(SafetensorsError.Reason) {
        try expect("{")
        if take("}") { return }
        var keys: Set<String> = []
        repeat {
            let key = try string()
            guard keys.insert(key).inserted else { throw .header("\(key) stands there twice") }
            try expect(":")
            try member(&self, key)
        } while take(",")
        try expect("}")
    }

    /// `[1, 2, …]`, of numbers that are whole and not negative.
    mutating func integers() throws(SafetensorsError.Reason) -> [Int] {
        try expect("[")
        if take("]") { return [] }
        var values: [Int] = []
        repeat { values.append(try integer()) } while take(",")
        try expect("]")
        return values
    }

    /// `"…"`, with every escape that JSON knows.
    mutating func string() throws(SafetensorsError.Reason) -> String {
        try expect("\"")
        var text: [UInt8] = []
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            if bytes[position] == UInt8(ascii: "\\") {
                text.append(contentsOf: String(try escape()).utf8)
            } else if bytes[position] < 0x20 {
                throw unexpected("a string without control characters")
            } else {
                text.append(bytes[position])
                position += 1
            }
        }
        guard position < bytes.count else { throw unexpected("the end of a string") }
        position += 1
        guard let string = String(validating: text, as: UTF8.self) else {
            throw unexpected("text in UTF-8")
        }
        return string
    }

    /// Nothing but padding may follow.
    mutating func end() throws(SafetensorsError.Reason) {
        skipSpace()
        if position < bytes.count { throw unexpected("nothing more") }
    }

    private mutating func integer() throws(SafetensorsError.Reason) -> Int {
        skipSpace()
        let start = position
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
        let digits = bytes[start..<position]
        guard digits.first != 0x30 || digits.count == 1,
            let value = Int(String(decoding: digits, as: UTF8.self))
        else { throw unexpected("a whole number below 2^63") }
        return value
    }

    private mutating func escape() throws(SafetensorsError.Reason) -> Unicode.Scalar {
        guard position + 1 < bytes.count else { throw unexpected("the end of a string") }
        let letter = Unicode.Scalar(bytes[position + 1])
        position += 2
        switch letter {
        case "\"", "\\", "/": return letter
        case "b": return "\u{8}"
        case "f": return "\u{c}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u": return try unicodeEscape()
        default: throw unexpected("an escape that JSON knows")
        }
    }

    /// Characters beyond 16 bits are written as two escapes, a high and a low surrogate.
    private mutating func unicodeEscape() throws(SafetensorsError.Reason) -> Unicode.Scalar {
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { throw unexpected("a pair of surrogates") }
        position += 2
        let second = try hexadecimal()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw unexpected("a pair of surrogates") }
        return scalar
    }

    private mutating func hexadecimal() throws(SafetensorsError.Reason) -> UInt32 {
        let digits = bytes[position...].prefix(4)
        guard digits.count == 4,
            digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw unexpected("four hexadecimal digits") }
        position += 4
        return value
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
            position += 1
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else {
            return false
        }
        position += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(SafetensorsError.Reason) {
        if !take(character) { throw unexpected(String(character)) }
    }

    private func unexpected(_ expected: String) -> SafetensorsError.Reason {
        .header("byte \(position) should bring \(expected)")
    }
}
