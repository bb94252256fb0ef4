import ArgumentParser
import OnwardTerminal

/// `onward edit MODEL retrain`
struct EditRetrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retrain",
        abstract: "Train blocks alone, from their first weights; all others stay as they are.",
        usage: EditCommand.usage("retrain --block <block>"),
        discussion: """
            Trains by the model's own recipe and keeps the last epoch's weights. Ctrl-C ends with \
            status 130 and writes nothing.
            """)

    @ParentCommand var parent: EditCommand
    @OptionGroup var options: EditOptions
    @Option(help: "A block's number; 3-5 for several, 3- for the third and all above it.")
    var block: BlockNumbers
    @Flag(help: "Go on from the weights that the blocks have, instead of their first ones.")
    var keepWeights = false
    @OptionGroup var training: EditTrainingOptions

    func run() throws {
        Interruption.watch()
        let edit = try ModelEdit(parent.model, options)
        let blocks = try block.range(in: edit.network)
        let recipe = try training.recipe(for: edit.file)
        if !keepWeights { try blocks.forEach(edit.network.reinitialize) }
        let record = try training.train(edit, blocks: Array(blocks), recipe)
        let isTop = blocks.upperBound == edit.network.blocks.count
        try edit.finish(
            "retrained \(BlockNumbers.text(blocks)) for \(recipe.run.epochs) epochs",
            .training(record),
            advice: isTop ? nil : ModelEdit.advice(aboveBlock: blocks.upperBound))
    }
}
