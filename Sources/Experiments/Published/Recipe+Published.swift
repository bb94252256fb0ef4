import OnwardRecipes

extension Recipe {
    /// A training as the tables have it: on the whole training split, for a fixed number of epochs,
    /// all blocks from every batch.
    ///
    /// The flags' defaults for the rest: Adam, batches of 128, a learning rate that falls in the
    /// second half.
    static func published(
        _ algorithm: String, _ network: String, on data: String, epochs: Int,
        _ change: (inout Recipe) -> Void = { _ in }
    ) -> Recipe {
        var recipe = Recipe()
        recipe.algorithm = algorithm
        recipe.network = network
        recipe.data = data
        recipe.epochs = epochs
        recipe.lr = 0.001
        recipe.validation = 0
        recipe.trainingSchedule = "simultaneous"
        change(&recipe)
        return recipe
    }

    /// Hinton's own pairing of normalization, goodness and threshold, which learns better than the
    /// mean of squares.
    mutating func takeHintonsGoodness() {
        normalization = "rms"
        goodness = "sum"
        threshold = "width"
    }
}

extension Job {
    /// A training and its rows.
    init(_ name: String, _ recipe: Recipe, seeds: Int? = nil, rows: [Row]) {
        self.init(name, TrainingWork(recipe), seeds: seeds, rows: rows)
    }
}
