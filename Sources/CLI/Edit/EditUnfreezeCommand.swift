import ArgumentParser

/// `onward edit MODEL unfreeze`
struct EditUnfreezeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unfreeze",
        abstract: "Let frozen blocks learn again.",
        usage: EditCommand.usage("unfreeze --block <block>"))

    @ParentCommand var parent: EditCommand
    @OptionGroup var freezing: FreezingOptions

    func run() throws {
        try freezing.edit(parent.model, "unfroze") { try $0.unfreeze($1) }
    }
}
