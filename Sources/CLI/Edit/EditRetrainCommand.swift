import ArgumentParser
import OnwardCompute
import OnwardLearning
import OnwardModels

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
    @Option(help: "Epochs that each block learns for. Default: the recipe's.")
    var epochs: Int?
    @Option(help: "Learning rate. Default: the recipe's.")
    var lr: Double?
    @Option(help: "Samples to a batch. Default: the recipe's.")
    var batchSize: Int?
    @Option(help: "Cores to use. Default: the recipe's.")
    var threads: Int?

    func run() throws {
        Interruption.watch()
        let edit = try ModelEdit(parent.model, options)
        let blocks = try block.range(in: edit.network)
        let recipe = try recipe(for: edit.file)
        let session = try session(edit, blocks, recipe)
        var last: EpochReport?
        if !options.json { print(Table.header(blocks: edit.network.blocks.count)) }
        let isDone = try session.run(
            goesOn: { _ in !Interruption.hasCome },
            onEpoch: { report in
                last = report
                print(options.json ? try JSONLine.of(report) : Table.row(report))
            })
        guard isDone else {
            Log.warning("stopped", "nothing was written")
            throw ExitCode(130)
        }
        let record = TrainingRecord(
            epochs: session.round, steps: edit.network.blocks.map(\.step), loss: last?.loss,
            validationAccuracy: last?.validationAccuracy)
        let isTop = blocks.upperBound == edit.network.blocks.count
        try edit.finish(
            "retrained \(BlockNumbers.text(blocks)) for \(recipe.epochs) epochs",
            .training(record),
            advice: isTop ? nil : ModelEdit.advice(aboveBlock: blocks.upperBound))
    }

    /// The model's own, or else the usual one, with what was asked for in its place.
    private func recipe(for file: ModelFile) throws -> Recipe {
        var recipe = file.recipe ?? Recipe()
        recipe.lr = lr ?? recipe.lr
        recipe.batchSize = batchSize ?? recipe.batchSize
        recipe.threads = threads ?? recipe.threads
        if let epochs {
            recipe.epochs = epochs
            // Turns of so many steps would count in place of the epochs.
            (recipe.stepsPerBlock, recipe.rounds) = (nil, nil)
        }
        return try recipe.resolved()
    }

    private func session(
        _ edit: ModelEdit, _ blocks: Range<Int>, _ recipe: Recipe
    ) throws -> TrainingSession {
        guard let dataset = edit.dataset else {
            throw ValidationError("there is no data to train on; name it with --data")
        }
        if !keepWeights { try blocks.forEach(edit.network.reinitialize) }
        let (training, validation) = try recipe.trainingSamples(of: dataset).holdOut(
            recipe.validation, classes: edit.network.classes.count, seed: recipe.seed)
        return try TrainingSession(
            edit.network, trainer: try recipe.makeTrainer(), samples: training,
            validation: validation, epochs: recipe.epochs, blocks: Array(blocks))
    }
}
