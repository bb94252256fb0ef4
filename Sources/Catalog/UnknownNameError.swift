import OnwardData

/// A name that is not among the known ones.
public struct UnknownNameError: Error, CustomStringConvertible {
    /// `algorithm`
    public let kind: String
    public let name: String
    public let known: [String]

    public init(_ kind: String, _ name: String, known: [String]) {
        self.kind = kind
        self.name = name
        self.known = known
    }

    public var description: String {
        let hint = Names.nearest(to: name, among: known).map { "did you mean \($0)? " } ?? ""
        return "unknown \(kind) \(name); \(hint)Known: \(known.joined(separator: ", "))"
    }
}
