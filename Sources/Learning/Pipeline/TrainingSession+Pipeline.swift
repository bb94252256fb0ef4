import OnwardCompute

extension TrainingSession {
    /// Rows that blocks see of the largest batch.
    var rows: Int { Presenter.rows(of: source.rows, network.objective.presentation) }

    /// Loads a batch and lets blocks learn from it one after the other, the lowest that learns
    /// first; returns what the last of them passes on.
    ///
    /// - Parameter took: told of every block how long it took, the first one with the loading.
    func learn(
        _ blocks: Range<Int>, from batch: Int, took: (Int, Duration) -> Void = { _, _ in }
    ) throws -> Signal {
        var start = ContinuousClock.now
        var signal = load(batch, ofEpoch: round, through: span.lowerBound)
        for index in blocks {
            signal = try learn(network.blocks[index], from: signal)
            let now = ContinuousClock.now
            took(index, now - start)
            start = now
        }
        return signal
    }
}
