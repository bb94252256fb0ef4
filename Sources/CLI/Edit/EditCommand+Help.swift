import ArgumentParser

extension EditCommand {
    /// The subcommand whose help is asked for without a model: `onward edit damage --help`, which the parser
    /// would take for a model of that name.
    static func helped(by arguments: [String]) -> (any ParsableCommand.Type)? {
        guard arguments.count == 3, arguments[0] == configuration.commandName,
            ["--help", "-h"].contains(arguments[2])
        else { return nil }
        return configuration.subcommands.first { $0.configuration.commandName == arguments[1] }
    }
}
