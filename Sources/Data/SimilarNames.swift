import Foundation

/// Finds names that are hardly meant to be different ones.
package enum SimilarNames {
    /// Those that differ by case or blanks alone, together; nothing where there are none.
    package static func groups(_ names: [String]) -> [[String]] {
        var groups: [String: [String]] = [:]
        for name in names {
            groups[name.lowercased().filter { !$0.isWhitespace }, default: []].append(name)
        }
        return groups.values.filter { $0.count > 1 }.map { $0.sorted() }.sorted { $0[0] < $1[0] }
    }

    /// What to say of classes with such names; nil where there are none.
    package static func warning(ofClasses names: [String]) -> String? {
        let groups = groups(names)
        guard !groups.isEmpty else { return nil }
        return "warning: classes that differ by case or blanks alone: " + list(groups)
    }

    /// "Red" and "red"; "a b" and "ab".
    package static func list(_ groups: [[String]]) -> String {
        let texts = groups.prefix(5).map { $0.map { "\"\($0)\"" }.joined(separator: " and ") }
        return texts.joined(separator: "; ")
            + (groups.count > 5 ? " and \(groups.count - 5) more" : "")
    }
}
