import OnwardData
import OnwardLearning
import OnwardModels
import OnwardNetworks
import OnwardRecipes
import OnwardRuns
import OnwardSettings

/// A network with what made it.
struct TrainedModel {
    let network: Network
    /// With nothing left open.
    let recipe: Recipe
    let record: TrainingRecord?
    /// Which samples a file says that it was trained on; nil where numbers were handed over.
    let samples: SampleRegister?
    /// What was done to the network after it was trained, in sentences, oldest first.
    let edits: [String]

    init(
        _ network: Network, _ recipe: Recipe, _ record: TrainingRecord? = nil,
        samples: SampleRegister? = nil, edits: [String] = []
    ) {
        self.network = network
        self.recipe = recipe
        self.record = record
        self.samples = samples
        self.edits = edits
    }

    /// As somebody saved it.
    init(_ file: ModelFile) throws {
        self.init(
            file.network, try file.recipe ?? Recipe(), file.record, samples: file.samples,
            edits: file.edits)
    }

    /// As it is to be saved.
    func file() throws -> ModelFile {
        try ModelFile(
            network, recipe: recipe.withoutPaths, record: record, samples: samples, edits: edits)
    }

    /// The same after more of a training.
    func trained(_ record: TrainingRecord) -> TrainedModel {
        TrainedModel(network, recipe, record, samples: samples, edits: edits)
    }

    /// Without a block, counted from 0.
    func without(_ block: Int) throws -> TrainedModel {
        try SettingsError.require(
            network.blocks.indices.contains(block), "block",
            "from 0 to \(network.blocks.count - 1)", got: block)
        try network.remove(at: block)
        return try TrainedModel(
            try file().edited("block \(block + 1) was taken out", .structure))
    }
}

extension TrainingSession {
    /// What it has amounted to.
    func record(_ report: EpochReport?) -> TrainingRecord {
        TrainingRecord(
            epochs: round, steps: network.blocks.map(\.step), loss: report?.loss,
            validationAccuracy: report?.validationAccuracy)
    }
}
