/// A value of JSON. Lists of numbers alone are kept as such: a tensor is no list of boxes.
package enum JSON: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case list([JSON])
    /// A list of numbers, as it is read.
    case doubles([Double])
    /// A list of numbers, as it is written: in the fewest digits that are read back as the same.
    case floats([Float])
    case object([Member])

    package struct Member: Sendable, Equatable {
        package let name: String
        package let value: JSON
    }

    /// Names in the order that they are written in; those whose value is nil are left out.
    package static func object(_ members: KeyValuePairs<String, JSON?>) -> JSON {
        .object(members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
    }

    package static func strings(_ texts: some Sequence<String>) -> JSON {
        .list(texts.map(JSON.string))
    }

    package static func integers(_ numbers: some Sequence<Int>) -> JSON {
        .list(numbers.map(JSON.integer))
    }

    /// Of an object; nil where it is none, or has no such member.
    package subscript(name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    package var members: [Member]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    package var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    package var double: Double? {
        switch self {
        case .number(let number): number
        case .integer(let number): Double(number)
        default: nil
        }
    }

    /// A number that is whole.
    package var whole: Int? { double.flatMap(Int.init(exactly:)) }

    package var boolean: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    package var list: [JSON]? {
        switch self {
        case .list(let list): list
        case .doubles(let numbers): numbers.map(JSON.number)
        case .floats(let numbers): numbers.map { .number(Double($0)) }
        default: nil
        }
    }
}
