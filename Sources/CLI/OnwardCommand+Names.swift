import ArgumentParser
import OnwardSettings

extension OnwardCommand {
    /// What was called where a command's name should stand and none of that name is, and the command
    /// that it was to be one of; nil where names are right.
    static func unknownCommand(
        in arguments: [String]
    ) -> (error: UnknownNameError, command: any ParsableCommand.Type)? {
        var command: any ParsableCommand.Type = Self.self
        var names = arguments[...]
        while !command.configuration.subcommands.isEmpty {
            // The model stands between.
            if command == EditCommand.self { names = names.dropFirst() }
            guard let name = names.popFirst(), !name.hasPrefix("-"), name != "help" else {
                return nil
            }
            let known = command.configuration.subcommands
            guard let next = known.first(where: { $0._commandName == name }) else {
                return (
                    UnknownNameError("command", name, known: known.map { $0._commandName }), command
                )
            }
            command = next
        }
        return nil
    }
}
