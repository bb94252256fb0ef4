import OnwardSettings

/// A network in the papers' notation could not be read; says where.
package struct NotationError: OnwardError {
    package let text: String
    /// Counted from 0, in characters.
    package let place: Int
    package let expected: String

    package var kind: ErrorKind { .input }
    package var setting: String? { "network" }
    package var subject: String { "network at character \(place + 1)" }
    package var got: String? { text.dropFirst(place).first.map { "\"\($0)\"" } ?? "the end" }

    /// The text stands below, with a mark at the place.
    package var description: String {
        "\(sentence)\n  \(text)\n  \(String(repeating: " ", count: place))^"
    }
}
