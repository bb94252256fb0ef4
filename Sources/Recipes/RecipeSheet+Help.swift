import OnwardSettings

extension RecipeSheet {
    /// What a flag's help says of a setting: whose it is, what it does, its words and its default.
    package func help(for entry: Entry) -> String {
        var sentence = entry.declaration.help
        let words = entry.declaration.kind.words
        if case .choice = entry.declaration.kind, !sentence.contains(":"), sentence.hasSuffix(".") {
            sentence = "\(sentence.dropLast()): \(RecipeSheet.list(words))."
        } else if entry.declaration.kind == .truth {
            sentence = "\(sentence.dropLast()): true or false."
        }
        if let owners = owners(of: entry) {
            sentence = "Of \(owners): \(sentence.prefix(1).lowercased())\(sentence.dropFirst())"
        }
        return sentence + (shownDefault(of: entry).map { " Default: \($0)." } ?? "")
    }

    /// `0.001, or 0.1 for sgd`; nil where nothing is the default.
    package func shownDefault(of entry: Entry) -> String? {
        if isPreset(entry.declaration.key) { return "the algorithm's" }
        guard let usual = entry.declaration.shownDefault else { return nil }
        // The first optimizer in a row is not the usual one.
        let owners = entry.owners.map { ($0.name, $0.declaration.shownDefault ?? "none") }
        let common = Dictionary(grouping: owners, by: { $0.1 }).max { first, second in
            (first.value.count, second.key) < (second.value.count, first.key)
        }
        guard let common, !owners.allSatisfy({ $0.1 == common.key }) else { return usual }
        let others = owners.filter { $0.1 != common.key }.map { "\($0.1) for \($0.0)" }
        return ([common.key] + others).joined(separator: ", or ")
    }

    /// Those of a choice's siblings that have it; nil where all have, or where it is no sibling's.
    package func owners(of entry: Entry) -> String? {
        let key = entry.declaration.key
        for role in roles {
            let having = role.siblings.filter { $0.declarations.contains { $0.key == key } }
            if !having.isEmpty && having.count < role.siblings.count {
                return RecipeSheet.list(having.map(\.name), "and")
            }
        }
        return nil
    }

    /// Headings, in the order in which they are shown.
    package var groups: [String] {
        entries.reduce(into: []) { groups, entry in
            if !groups.contains(entry.declaration.group) { groups.append(entry.declaration.group) }
        }
    }

    private static func list(_ words: [String], _ last: String = "or") -> String {
        guard let end = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " \(last) \(end)"
    }
}
