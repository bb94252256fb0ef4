import OnwardSettings

extension FileError {
    /// The first of many names, and how many more there are.
    package static func list(_ names: [String], separator: String = ", ") -> String {
        let limit = 20
        return names.prefix(limit).joined(separator: separator)
            + (names.count > limit ? " and \(names.count - limit) more" : "")
    }
}
