import ArgumentParser
import OnwardLearning
import OnwardModels
import OnwardRecipes
import OnwardSettings
import OnwardTerminal

/// How a part of a model is trained: by the model's own recipe, with what is asked for in its
/// place.
struct EditTrainingOptions: ParsableArguments {
    @Option(help: "Epochs to learn for. Default: the recipe's.")
    var epochs: Int?
    @Option(help: "Learning rate. Default: the recipe's.")
    var lr: Double?
    @Option(help: "Samples to a batch. Default: the recipe's.")
    var batchSize: Int?
    @Option(help: "Cores to use. Default: the recipe's.")
    var threads: Int?

    /// The model's own recipe, or else the usual one, with what was asked for in its place.
    func recipe(for file: ModelFile) throws -> Recipe {
        let given: [String: String?] = [
            "lr": lr.map { "\($0)" }, "batch-size": batchSize.map { "\($0)" },
            "threads": threads.map { "\($0)" }, "epochs": epochs.map { "\($0)" },
        ]
        var recipe = try (file.recipe ?? Recipe()).with(
            SettingValues(given.compactMapValues { $0 }))
        // Turns of so many steps would count in place of the epochs.
        if epochs != nil, !recipe.trainer.schedule.countsEpochs {
            recipe.take(type(of: recipe.trainer.schedule).init())
        }
        // A few blocks have nothing to overlap.
        if recipe.trainer.schedule.overlapsBlocks { recipe.take(Simultaneous()) }
        return recipe
    }

    /// Trains some blocks, or with none of them the reader, and shows every epoch.
    ///
    /// - Throws: `ExitCode` 130 where the user ended it.
    func train(
        _ edit: ModelEdit, blocks: [Int], _ recipe: Recipe
    ) throws -> TrainingRecord {
        let session = try session(edit, blocks, recipe)
        var last: EpochReport?
        if !edit.options.json { print(Table.header(of: edit.network)) }
        let isDone = try session.run(
            goesOn: { _ in !Interruption.hasCome },
            onEpoch: { report in
                last = report
                print(edit.options.json ? try JSONFields.line(report) : Table.row(report))
            })
        guard isDone else {
            Log.warning("stopped", "nothing was written")
            throw ExitCode(130)
        }
        return TrainingRecord(
            epochs: session.round, steps: edit.network.blocks.map(\.step),
            loss: last?.readerLoss ?? last?.loss, validationAccuracy: last?.validationAccuracy)
    }

    private func session(
        _ edit: ModelEdit, _ blocks: [Int], _ recipe: Recipe
    ) throws -> TrainingSession {
        guard let dataset = edit.dataset else {
            throw ValidationError("there is no data to train on; name it with --data")
        }
        return try recipe.makeSession(edit.network, on: dataset, blocks: blocks)
    }
}
