/// Reads one value of JSON from bytes that anybody may have sent: nothing that is not JSON passes, and
/// nothing nested too deep.
///
/// - Reference: RFC 8259; names that come twice in an object are an error here.
struct JSONReader {
    private let bytes: [UInt8]
    private let end: Int
    private(set) var place = 0
    private var depth = 0
    /// Values so far, without numbers that stand in lists of their own.
    private var values = 0

    /// Lists and objects within one another; protocols need six.
    static let greatestDepth = 32
    /// Each takes more memory than it has bytes.
    static let mostValues = 1_000_000

    private init(_ bytes: [UInt8], end: Int) {
        self.bytes = bytes
        self.end = end
    }

    /// - Parameter count: how many bytes are JSON, from the first on; nil for all.
    static func read(_ bytes: [UInt8], count: Int? = nil) throws(JSONFault) -> JSON {
        var reader = JSONReader(bytes, end: count ?? bytes.count)
        let value = try reader.value()
        reader.skipSpace()
        guard reader.place == reader.end else { throw reader.fault("the end") }
        return value
    }

    private mutating func value() throws(JSONFault) -> JSON {
        skipSpace()
        values += 1
        guard values <= JSONReader.mostValues else {
            throw fault("no more than \(JSONReader.mostValues) values")
        }
        switch peek {
        case UInt8(ascii: "{"):
            return try nested { reader throws(JSONFault) in try reader.object() }
        case UInt8(ascii: "["): return try nested { reader throws(JSONFault) in try reader.list() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func nested(
        _ read: (inout JSONReader) throws(JSONFault) -> JSON
    ) throws(JSONFault) -> JSON {
        depth += 1
        guard depth <= JSONReader.greatestDepth else {
            throw fault("at most \(JSONReader.greatestDepth) lists within one another")
        }
        place += 1
        let value = try read(&self)
        depth -= 1
        return value
    }

    private mutating func object() throws(JSONFault) -> JSON {
        var members: [JSON.Member] = []
        var names: Set<String> = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else { throw fault("a name") }
            let name = try string()
            guard names.insert(name).inserted else { throw fault("each name once") }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw fault("a colon") }
            members.append(JSON.Member(name: name, value: try value()))
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw fault("a comma or }") }
        }
    }

    private mutating func list() throws(JSONFault) -> JSON {
        var numbers: [Double] = []
        var others: [JSON] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .list([]) }
        while true {
            skipSpace()
            if others.isEmpty, startsNumber {
                numbers.append(try number())
            } else {
                if others.isEmpty { others = numbers.map(JSON.number) }
                others.append(try value())
            }
            skipSpace()
            if take(UInt8(ascii: "]")) { break }
            guard take(UInt8(ascii: ",")) else { throw fault("a comma or ]") }
        }
        return others.isEmpty ? .doubles(numbers) : .list(others)
    }

    private var startsNumber: Bool {
        peek == UInt8(ascii: "-") || JSONReader.isDigit(peek)
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONFault) -> JSON {
        let text = word.description.utf8
        guard end - place >= text.count, bytes[place..<place + text.count].elementsEqual(text)
        else {
            throw fault("a value")
        }
        place += text.count
        return value
    }

    private mutating func string() throws(JSONFault) -> String {
        place += 1
        let start = place
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20
        {
            place += 1
        }
        var text = Array(bytes[start..<place])
        while !take(UInt8(ascii: "\"")) {
            guard let byte = peek, byte >= 0x20 else { throw fault("the end of a text") }
            place += 1
            if byte == UInt8(ascii: "\\") {
                text += try escaped()
            } else {
                text.append(byte)
            }
        }
        guard let string = String(validating: text, as: UTF8.self) else { throw fault("UTF-8") }
        return string
    }

    private mutating func escaped() throws(JSONFault) -> [UInt8] {
        guard let byte = peek else { throw fault("the end of a text") }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0c]
        case UInt8(ascii: "n"): return [0x0a]
        case UInt8(ascii: "r"): return [0x0d]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(Character(try scalar())).utf8)
        default: throw fault("an escape that JSON knows")
        }
    }

    /// What stands behind \u, a pair of surrogates taken together.
    private mutating func scalar() throws(JSONFault) -> Unicode.Scalar {
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xdc00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            throw fault("a pair of surrogates")
        }
        let second = try hexadecimal()
        guard (0xdc00..<0xe000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
        else { throw fault("a pair of surrogates") }
        return scalar
    }

    private mutating func hexadecimal() throws(JSONFault) -> UInt32 {
        let digits = bytes[place..<min(place + 4, end)]
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw fault("four hexadecimal digits") }
        place += 4
        return value
    }

    private mutating func number() throws(JSONFault) -> Double {
        var number = JSONNumber(isNegative: peek == UInt8(ascii: "-"))
        let start = place
        if number.isNegative { place += 1 }
        guard JSONReader.isDigit(peek) else { throw fault("a value") }
        if !take(UInt8(ascii: "0")) {
            while let digit = digit() { number.add(digit) }
        } else if JSONReader.isDigit(peek) {
            throw fault("no digit behind a leading 0")
        }
        if take(UInt8(ascii: ".")) {
            guard JSONReader.isDigit(peek) else { throw fault("a digit") }
            while let digit = digit() { number.addFraction(digit) }
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            let isNegative = take(UInt8(ascii: "-"))
            if !isNegative { _ = take(UInt8(ascii: "+")) }
            guard JSONReader.isDigit(peek) else { throw fault("a digit") }
            var exponent = 0
            while let digit = digit() { exponent = min(10 * exponent + digit, 9999) }
            number.exponent += isNegative ? -exponent : exponent
        }
        return number.value
            ?? Double(String(decoding: bytes[start..<place], as: UTF8.self)) ?? .nan
    }

    private mutating func digit() -> Int? {
        guard let byte = peek, JSONReader.isDigit(byte) else { return nil }
        place += 1
        return Int(byte) - 48
    }

    private static func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 &- 48 < 10 } ?? false }

    private var peek: UInt8? { place < end ? bytes[place] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        place += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 {
            place += 1
        }
    }

    private func fault(_ expected: String) -> JSONFault {
        JSONFault(expected: expected, byte: place, isAtEnd: place >= end)
    }
}
