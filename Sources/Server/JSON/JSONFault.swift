/// Bytes that are no JSON.
struct JSONFault: Error {
    let expected: String
    /// Counted from 0.
    let byte: Int
    let isAtEnd: Bool

    var text: String {
        isAtEnd
            ? "the body must be JSON, but ends at byte \(byte) where \(expected) was expected"
            : "the body must be JSON, but at byte \(byte) \(expected) was expected"
    }
}
