import OnwardData
import OnwardInference
import OnwardLearning
import OnwardNetworks
import OnwardRecipes
import OnwardRuns

/// A training on samples in memory, to the model that a run by the same recipe keeps, without its folder.
struct ArrayTraining: ArrayTeaching {
    private let recipe: Recipe
    let session: TrainingSession

    /// - Parameter recipe: what it says of data is passed over.
    init(_ recipe: Recipe, on dataset: Dataset) throws {
        var recipe = recipe
        recipe.data = RecipeData()
        try recipe.settle(for: dataset)
        self.recipe = recipe
        session = try recipe.makeSession(recipe.makeNetwork(for: dataset), on: dataset)
        try TrainingRun.checkPatience(session, recipe)
    }

    func run(_ listener: Listener) throws -> TrainedModel {
        let (network, keepsBest) = (session.network, TrainingRun.keepsBest(session))
        var (best, kept, last) = (BestEpoch?.none, KeptModel?.none, EpochReport?.none)
        try session.run(
            goesOn: { progress in
                best?.hasRunOut(of: recipe.run.patience, by: progress.round) != true
                    && listener.goesOn(progress)
            },
            onEpoch: { report in
                last = report
                if keepsBest, let better = BestEpoch(report, after: best) {
                    best = better
                    kept = KeptModel(network, session.record(report))
                }
                try listener.hear(report)
            })
        kept?.restore(to: network)
        if let validation = session.validation {
            try network.fitTemperatures(
                on: validation, threads: session.trainer.threads,
                precision: session.trainer.precision)
        }
        let record = kept?.record ?? session.record(last)
        // What the optimizer knew belongs to the last epoch, which may not be the one that is kept.
        for block in network.states { block.forgetTraining() }
        return TrainedModel(network, recipe, record)
    }
}
