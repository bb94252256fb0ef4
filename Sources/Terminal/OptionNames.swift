import ArgumentParser

/// What a command calls settings: the rooms name them by their keys, between backquotes in a
/// sentence, and here they become options, where the command has them.
package struct OptionNames {
    private let options: Set<Substring>

    package init(of command: any ParsableCommand.Type) {
        let help = command.helpMessage(columns: 1000)
        options = Set(help.matches(of: /--[a-z][a-z-]*/).map(\.output))
    }

    package func contains(_ key: String) -> Bool { options.contains("--" + key) }

    /// A sentence with the command's names.
    package func named(in sentence: String) -> String {
        sentence.replacing(/`([a-z][a-z-]*)`/) { match in
            contains(String(match.1)) ? "--\(match.1)" : "\(match.1)"
        }
    }
}
