import OnwardSettings

/// What can be found out about classes by their names.
package enum ClassNames {
    /// Says which names differ by case or blanks alone; nil where there are none.
    package static func likenesses(_ names: [String]) -> String? {
        let groups = Dictionary(grouping: names) { $0.lowercased().filter { !$0.isWhitespace } }
        let alike = groups.values.filter { $0.count > 1 }
            .map { $0.sorted().map { "\"\($0)\"" }.joined(separator: " and ") }.sorted()
        return alike.isEmpty
            ? nil : "classes whose names differ by case or blanks alone: \(FileError.list(alike))"
    }
}
