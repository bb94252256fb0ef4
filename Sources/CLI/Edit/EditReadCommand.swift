import ArgumentParser
import OnwardCompute
import OnwardLearning
import OnwardTerminal

/// `onward edit MODEL read`
struct EditReadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract: "Train a reader on what blocks put out; every block stays as it is.",
        usage: EditCommand.usage("read"),
        discussion: """
            A reader is a linear softmax on the normalized outputs of blocks. With it a \
            Forward-Forward model predicts in one pass, and one that never saw a label can tell \
            classes apart. A reader that the model has already is replaced.
            """)

    @ParentCommand var parent: EditCommand
    @OptionGroup var options: EditOptions
    @Option(help: "Blocks to read: a number, 2-3 for several. Default: all but the first.")
    var block: BlockNumbers?
    @OptionGroup var training: EditTrainingOptions

    func run() throws {
        Interruption.watch()
        let edit = try ModelEdit(parent.model, options)
        let network = edit.network
        try network.attachReader(to: try block.map { Array(try $0.range(in: network)) })
        var recipe = try training.recipe(for: edit.file)
        recipe.take(Simultaneous())
        let record = try training.train(edit, blocks: [], recipe)
        try edit.finish("read for \(recipe.run.epochs) epochs", .training(record))
    }
}
