import ArgumentParser
import OnwardRecipes

/// `onward edit MODEL insert`
struct EditInsertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "insert",
        abstract: "Put new blocks in; they begin with their first weights.",
        usage: EditCommand.usage("insert --block <block> --network <network>"))

    @ParentCommand var parent: EditCommand
    @OptionGroup var options: EditOptions
    @Option(help: "The number of the first new block; one more than there are puts it on top.")
    var block: Int
    @Option(help: "The new blocks in the papers' notation: (500) or (200,200),(50).")
    var network: String

    func validate() throws {
        if block < 1 { throw ValidationError("--block must be at least 1, not \(block)") }
    }

    func run() throws {
        let edit = try ModelEdit(parent.model, options)
        let blocks = try (edit.file.recipe ?? Recipe()).blocks(
            of: network, input: edit.network.signalShape(into: block - 1),
            isLowest: block == 1)
        try edit.network.insert(blocks, at: block - 1)
        let inserted = block - 1..<block - 1 + blocks.count
        let name = BlockNumbers.text(inserted)
        let option = name.split(separator: " ").last ?? ""
        try edit.finish(
            "inserted \(network) as \(name)", .structure,
            advice: """
                not trained yet: onward edit \(options.output) retrain --block \(option) \
                --output <file>
                """)
    }
}
