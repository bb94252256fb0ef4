import ArgumentParser

/// `onward edit MODEL freeze`
struct EditFreezeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "freeze",
        abstract: "Keep blocks from learning in any training to come.",
        usage: EditCommand.usage("freeze --block <block>"))

    @ParentCommand var parent: EditCommand
    @OptionGroup var options: EditOptions
    @Option(help: "A block's number; 1-3 for several, 3- for the third and all above it.")
    var block: BlockNumbers

    func run() throws {
        let edit = try ModelEdit(parent.model, options)
        let frozen = try block.range(in: edit.network)
        try edit.network.freeze(frozen)
        try edit.finish("froze \(BlockNumbers.text(frozen))", .settings)
    }
}
