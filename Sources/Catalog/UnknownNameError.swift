import OnwardSettings

/// A name that is not among the known ones.
package struct UnknownNameError: Error, CustomStringConvertible {
    /// `algorithm`
    package let kind: String
    package let name: String
    package let known: [String]

    package init(_ kind: String, _ name: String, known: [String]) {
        self.kind = kind
        self.name = name
        self.known = known
    }

    package var description: String {
        let hint = Names.nearest(to: name, among: known).map { "did you mean \($0)? " } ?? ""
        return "unknown \(kind) \(name); \(hint)Known: \(known.joined(separator: ", "))"
    }
}
