import ArgumentParser

/// `onward edit`: what all its subcommands know of it. Which these are stands in a file above them.
struct EditCommand: ParsableCommand {
    @Argument(help: "A run folder, or a model.safetensors or checkpoint.safetensors.")
    var model: String

    func validate() throws {
        let names = Self.configuration.subcommands.map { $0.configuration.commandName }
        if names.contains(model) {
            throw ValidationError("the model comes first: onward edit <model> \(model) …")
        }
    }

    /// How a subcommand is called; the model's place is one that the parser does not show.
    static func usage(_ subcommand: String) -> String {
        "onward edit <model> \(subcommand) --output <output> [<options>]"
    }
}
