import OnwardData
import OnwardModels
import OnwardSettings

extension ModelFile {
    /// What an edit of a network changed.
    package enum Change {
        /// Which blocks there are: the recipe names them from now on.
        case structure
        /// Weights, otherwise than by training.
        case weights
        /// Weights, by a training that amounted to this.
        case training(TrainingRecord)
        /// What is to come, and no weight.
        case settings
    }

    /// The model after an edit of its network.
    ///
    /// Its record is dropped where it no longer says anything of the weights.
    ///
    /// - Parameters:
    ///   - edit: what was done, in a few words.
    ///   - samples: what was trained on, where that is not what it was.
    package func edited(
        _ edit: String, _ change: Change, samples: SampleRegister? = nil
    ) throws -> ModelFile {
        var (recipe, record) = (try recipe, record)
        switch change {
        case .structure: (recipe, record) = (recipe?.naming(try NetworkSpec(network).blocks), nil)
        case .weights: record = nil
        case .training(let training): record = training
        case .settings: break
        }
        return try ModelFile(
            network, recipe: recipe, record: record, samples: samples ?? self.samples,
            edits: edits + [edit])
    }
}
