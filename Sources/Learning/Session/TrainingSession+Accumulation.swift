import OnwardCompute
import OnwardNetworks
import OnwardObjectives
import OnwardSettings

extension Trainer {
    /// Samples that are shown at once: those of a batch, or of one of its parts.
    var rowsAtOnce: Int { batchSize / gradientAccumulation }
}

extension TrainingSession {
    /// Throws where the gradients of a batch's parts do not add up to those of the batch, because a
    /// sample's gradient depends on the others that are shown with it.
    ///
    /// - Parameter shards: those of a batch, each learned from in as many parts.
    static func checkParts(of network: Network, by trainer: Trainer, shards: Int) throws {
        let parts = trainer.gradientAccumulation
        try SettingsError.require(
            shards >= 1 && trainer.rowsAtOnce % shards == 0, "shards of a batch",
            "a whole number that divides \(trainer.rowsAtOnce), the samples shown at once",
            got: shards)
        func require(_ holds: Bool, _ expected: String) throws {
            try SettingsError.require(
                parts * shards == 1 || holds, parts > 1 ? "accumulate" : "shards of a batch",
                expected, got: parts > 1 ? parts : shards)
        }
        try require(
            trainer.schedule.takesParts,
            "1 with the training schedule \(type(of: trainer.schedule).name)")
        try require(network.reader == nil, "1 where a reader learns beside the blocks")
        for block in network.blocks {
            for (layer, plan) in zip(block.layers, block.plan.layers) where plan.minimumRows > 1 {
                try require(
                    false,
                    "1 with \(layer) in block \(block.index + 1), whose statistics are a batch's")
            }
            try require(
                block.plan.units == nil, "1 with peer normalization, whose means are a batch's")
        }
        if case .contrast(_, let negatives, _) = network.objective.presentation {
            try require(
                !negatives.mixesBatch,
                "1 with negatives \(negatives.rawValue), which are made of a batch's samples")
        }
    }
}
