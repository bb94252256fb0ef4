import OnwardSettings

extension SettingValues {
    /// A training as the tables have it: on the whole training split, for a fixed number of epochs,
    /// all blocks from every batch.
    ///
    /// The defaults of the version that they were measured with for the rest: Adam, batches of 128, a learning rate that falls in the
    /// second half.
    static func published(
        _ algorithm: String, _ network: String, on data: String, epochs: Int,
        _ change: (inout SettingValues) -> Void = { _ in }
    ) -> SettingValues {
        var recipe = SettingValues([:], version: .first)
        recipe["algorithm"] = algorithm
        recipe["network"] = network
        recipe["data"] = data
        recipe["epochs"] = "\(epochs)"
        recipe["lr"] = "0.001"
        recipe["validation"] = "0"
        recipe["votes"] = "rule"
        recipe["training-schedule"] = "simultaneous"
        change(&recipe)
        return recipe
    }

    /// Hinton's own pairing of normalization, goodness and threshold, which learns better than the
    /// mean of squares.
    mutating func takeHintonsGoodness() {
        self["normalization"] = "rms"
        self["goodness"] = "sum"
        self["threshold"] = "width"
    }
}

extension Job {
    /// A training and its rows.
    init(_ name: String, _ recipe: SettingValues, seeds: Int? = nil, rows: [Row]) {
        self.init(name, TrainingWork(recipe), seeds: seeds, rows: rows)
    }
}
