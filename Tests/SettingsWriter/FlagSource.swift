import OnwardRecipes
import OnwardSettings

/// The source of the command's flags: a file for each heading of its help, and one for all of them.
struct FlagSource {
    let sheet: RecipeSheet

    /// Their contents, by the files' names.
    var files: [String: String] {
        var files = ["RecipeFlags.swift": whole]
        for group in sheet.groups { files["\(typeName(group)).swift"] = source(of: group) }
        return files
    }

    private static let note =
        "// Written by `make settings` from what the settings' owners declare; a test holds it.\n"

    private var whole: String {
        let groups = sheet.groups.map { group in
            let name = typeName(group)
            let property = name.prefix(1).lowercased() + name.dropFirst()
            return (group, name, property)
        }
        let declarations = groups.map { group, type, property in
            "    @OptionGroup(title: \"\(group)\") var \(property): \(type)\n"
        }.joined()
        let sums = groups.map { "\($0.2).given" }.joined(separator: ",\n            ")
        return FlagSource.note + """
            import ArgumentParser

            /// All settings of a recipe, as flags.
            package struct RecipeFlags: ParsableArguments {
            \(declarations)
                package init() {}

                /// What was given, by key.
                package var given: [String: String] {
                    let groups = [
                        \(sums),
                    ]
                    return groups.reduce(into: [:]) { all, given in
                        for (key, value) in given { all[key] = value }
                    }
                }
            }

            """
    }

    private func source(of group: String) -> String {
        let entries = sheet.entries.filter {
            $0.declaration.group == group && $0.declaration.kind != .structure
        }
        let flags = entries.map { self.declaration(of: $0) }.joined()
        let pairs = entries.map { entry in
            let key = entry.declaration.key
            let name = property(key)
            let value = entry.declaration.kind == .flag ? "\(name) ? \"true\" : nil" : name
            return "            \"\(key)\": \(value),\n"
        }.joined()
        return FlagSource.note + """
            import ArgumentParser

            /// Flags under the heading \(group).
            package struct \(typeName(group)): ParsableArguments {
            \(flags)
                package init() {}

                /// What was given, by key.
                package var given: [String: String?] {
                    [
            \(pairs)        ]
                }
            }

            """
    }

    private func declaration(of entry: RecipeSheet.Entry) -> String {
        let name = property(entry.declaration.key)
        let help = lines(of: sheet.help(for: entry)).map { "            \($0)" }
            .joined(separator: " \\\n")
        let text = "\"\"\"\n\(help)\n            \"\"\""
        if entry.declaration.kind == .flag {
            return "    @Flag(\n        help: \(text))\n    var \(name) = false\n"
        }
        return "    @Option(\n        help: \(text)\(completion(entry.declaration.kind)))\n"
            + "    var \(name): String?\n"
    }

    private func completion(_ kind: SettingKind) -> String {
        if kind == .path { return ",\n        completion: .file()" }
        guard !kind.words.isEmpty else { return "" }
        let words = kind.words.map { "            \"\($0)\"" }.joined(separator: ",\n")
        let comma = kind.words.count > 1 ? "," : ""
        return ",\n        completion: .list([\n\(words)\(comma)\n        ])"
    }

    private func lines(of text: String) -> [String] {
        text.split(separator: " ").reduce(into: [""]) { lines, word in
            if lines[lines.count - 1].count + word.count > 80 { lines.append("") }
            lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
        }
    }

    private func typeName(_ group: String) -> String {
        group.split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
            + "Flags"
    }

    private func property(_ key: String) -> String {
        let words = key.split(separator: "-")
        return words[0]
            + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
