import ArgumentParser

/// `onward edit MODEL remove`
struct EditRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Take blocks out; those above them move down.",
        usage: EditCommand.usage("remove --block <block>"))

    @ParentCommand var parent: EditCommand
    @OptionGroup var options: EditOptions
    @Option(help: "A block's number; 3-5 for several, 3- for the third and all above it.")
    var block: BlockNumbers

    func run() throws {
        let edit = try ModelEdit(parent.model, options)
        let removed = try block.range(in: edit.network)
        try edit.network.remove(removed)
        let isTop = removed.lowerBound == edit.network.blocks.count
        try edit.finish(
            "removed \(BlockNumbers.text(removed))", .structure,
            advice: isTop ? nil : ModelEdit.advice(aboveBlock: removed.lowerBound))
    }
}
