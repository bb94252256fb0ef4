import ArgumentParser

/// `onward edit MODEL unfreeze`
struct EditUnfreezeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unfreeze",
        abstract: "Let frozen blocks learn again.",
        usage: EditCommand.usage("unfreeze --block <block>"))

    @ParentCommand var parent: EditCommand
    @OptionGroup var options: EditOptions
    @Option(help: "A block's number; 1-3 for several, 3- for the third and all above it.")
    var block: BlockNumbers

    func run() throws {
        let edit = try ModelEdit(parent.model, options)
        let thawed = try block.range(in: edit.network)
        try edit.network.unfreeze(thawed)
        try edit.finish("unfroze \(BlockNumbers.text(thawed))", .settings)
    }
}
