/// A network in the papers' notation could not be read; says where.
package struct NotationError: Error, CustomStringConvertible {
    package let text: String
    /// Counted from 0, in characters.
    package let place: Int
    package let expected: String

    package var description: String {
        let found = text.dropFirst(place).first.map { "\"\($0)\"" } ?? "the end"
        return """
            the network is not readable at character \(place + 1): expected \(expected), \
            found \(found)
              \(text)
              \(String(repeating: " ", count: place))^
            """
    }
}
