import ArgumentParser

/// `onward edit MODEL freeze`
struct EditFreezeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "freeze",
        abstract: "Keep blocks from learning in any training to come.",
        usage: EditCommand.usage("freeze --block <block>"))

    @ParentCommand var parent: EditCommand
    @OptionGroup var freezing: FreezingOptions

    func run() throws {
        try freezing.edit(parent.model, "froze") { try $0.freeze($1) }
    }
}
