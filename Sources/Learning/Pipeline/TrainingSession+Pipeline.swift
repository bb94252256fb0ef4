import OnwardNetworks

extension TrainingSession {
    /// Rows that blocks see of the largest batch.
    var rows: Int { Presenter.rows(of: source.rows, network.objective.presentation) }

    /// Threads that blocks learn on at the same time.
    var stages: Int {
        trainer.schedule.stages(threads: trainer.threads, blocks: learners.count)
    }

    package func overlap() throws {
        let pipeline = pipeline ?? Pipeline(of: self, threads: stages)
        self.pipeline = pipeline
        try pipeline.train(self)
    }

    /// Loads a batch and lets the lowest block learn from it; returns what that passes on.
    func learnLowest(from batch: Int) throws -> Signal {
        try learn(
            span.lowerBound, from: load(batch, ofEpoch: round, through: span.lowerBound))
    }
}
