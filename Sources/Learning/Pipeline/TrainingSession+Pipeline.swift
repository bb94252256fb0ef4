import OnwardCompute
import OnwardNetworks

extension TrainingSession {
    /// Rows that blocks see of the largest batch.
    var rows: Int { Presenter.rows(of: source.rows, network.objective.presentation) }

    /// Loads a batch and lets the lowest block that learns do so; returns what it passes on.
    func learnLowest(from batch: Int) throws -> Signal {
        try learn(
            network.blocks[span.lowerBound],
            from: load(batch, ofEpoch: round, through: span.lowerBound))
    }
}
