extension JSON {
    /// On one line. Numbers that are not finite are null.
    package var bytes: [UInt8] {
        var text: [UInt8] = []
        write(to: &text)
        return text
    }

    package var line: String { String(decoding: bytes, as: UTF8.self) }

    private func write(to text: inout [UInt8]) {
        switch self {
        case .null: text += "null".utf8
        case .bool(let value): text += (value ? "true" : "false").utf8
        case .integer(let number): text += "\(number)".utf8
        case .number(let number): JSON.write(number, to: &text)
        case .string(let string): JSON.write(string, to: &text)
        case .list(let values): JSON.write(values, to: &text) { $0.write(to: &$1) }
        case .doubles(let numbers): JSON.write(numbers, to: &text) { JSON.write($0, to: &$1) }
        case .floats(let numbers): JSON.write(numbers, to: &text) { JSON.write($0, to: &$1) }
        case .object(let members):
            text.append(UInt8(ascii: "{"))
            for (place, member) in members.enumerated() {
                if place > 0 { text.append(UInt8(ascii: ",")) }
                JSON.write(member.name, to: &text)
                text.append(UInt8(ascii: ":"))
                member.value.write(to: &text)
            }
            text.append(UInt8(ascii: "}"))
        }
    }

    private static func write<Value>(
        _ values: [Value], to text: inout [UInt8], each: (Value, inout [UInt8]) -> Void
    ) {
        text.append(UInt8(ascii: "["))
        for (place, value) in values.enumerated() {
            if place > 0 { text.append(UInt8(ascii: ",")) }
            each(value, &text)
        }
        text.append(UInt8(ascii: "]"))
    }

    private static func write(
        _ number: some BinaryFloatingPoint & CustomStringConvertible, to text: inout [UInt8]
    ) {
        text += (number.isFinite ? number.description : "null").utf8
    }

    private static func write(_ string: String, to text: inout [UInt8]) {
        text.append(UInt8(ascii: "\""))
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                text += "\\u00".utf8
                text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: text.append(byte)
            }
        }
        text.append(UInt8(ascii: "\""))
    }
}
