import ArgumentParser

/// `onward edit`
struct EditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Change single blocks of a trained model; all others stay as they are.",
        discussion: """
            Blocks learn alone, so they can be plugged, unplugged and repaired one by one. Every \
            edit writes a new model file and leaves the model itself alone. Blocks are counted \
            from 1, the lowest:

              onward edit model.safetensors damage --block 2 --kind zero --output broken.safetensors
              onward edit broken.safetensors retrain --block 2 --output healed.safetensors
            """,
        subcommands: [
            EditInsertCommand.self, EditRemoveCommand.self, EditRetrainCommand.self,
            EditFreezeCommand.self, EditUnfreezeCommand.self, EditDamageCommand.self,
            EditReadCommand.self,
        ])

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
