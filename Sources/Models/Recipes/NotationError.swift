/// A network in the papers' notation could not be read; says where.
public struct NotationError: Error, CustomStringConvertible {
    public let text: String
    /// Counted from 0, in characters.
    public let place: Int
    public let expected: String

    public var description: String {
        let found = text.dropFirst(place).first.map { "\"\($0)\"" } ?? "the end"
        return """
            the network is not readable at character \(place + 1): expected \(expected), \
            found \(found)
              \(text)
              \(String(repeating: " ", count: place))^
            """
    }
}
