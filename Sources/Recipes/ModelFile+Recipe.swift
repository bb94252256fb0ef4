import OnwardData
import OnwardModels
import OnwardNetworks

extension ModelFile {
    package init(
        _ network: Network, recipe: Recipe?, record: TrainingRecord? = nil,
        samples: SampleRegister? = nil, edits: [String] = []
    ) throws {
        self.init(
            network, recipeText: try recipe.map(JSONFields.line), record: record, samples: samples,
            edits: edits)
    }

    /// How it was trained; nil where the network did not come from a recipe.
    package var recipe: Recipe? {
        get throws { try recipeText.map { try JSONFields.decode(Recipe.self, from: $0) } }
    }
}
