/// A name that is not among the known ones.
package struct UnknownNameError: OnwardError {
    package var kind: ErrorKind { .input }
    /// What it was to be the name of, `algorithm`.
    package let subject: String
    package let name: String
    package let known: [String]

    package init(_ subject: String, _ name: String, known: [String]) {
        self.subject = subject
        self.name = name
        self.known = known
    }

    package var expected: String { "one of \(known.joined(separator: ", "))" }
    package var got: String? { name }
    package var remedy: String? {
        Names.nearest(to: name, among: known).map { "did you mean \($0)?" }
    }

    /// The hint stands before the names, which may be many.
    package var description: String {
        "unknown \(subject) \(name); \(remedy.map { $0 + " " } ?? "")"
            + "Known: \(known.joined(separator: ", "))"
    }
}
