import OnwardCompute

/// Where the time of a training's steps goes, found out beside it: in a few batches the engine looks at
/// the clock, which changes no bit of what is learned.
///
/// Batches that blocks learn from at the same time, on threads of their own, are not looked at.
package final class StepParts {
    /// Batches at the beginning that are not: kernels are made there.
    private static let warmUp = 5
    /// After so many batches enough is known.
    private static let enough = 32

    private unowned let session: TrainingSession
    private let mayLook: Bool
    private var begun = 0
    private var looked = 0
    private var seconds: [Meter.Part: Double] = [:]

    package init(of session: TrainingSession) {
        self.session = session
        let trainer = session.trainer
        mayLook =
            trainer.schedule.stages(threads: trainer.threads, blocks: session.learners.count) == 1
    }

    /// To be told before every batch.
    package func next(_ progress: TrainingProgress) {
        defer { begun += 1 }
        if session.engine.meter != nil { looked += 1 }
        // What is done at a round's end is no part of a step.
        let isWithin = progress.batch > 0 && progress.batch < session.batches - 1
        if mayLook && isWithin && begun >= Self.warmUp && looked < Self.enough {
            begin()
        } else {
            end()
        }
    }

    private func begin() {
        guard session.engine.meter == nil else { return }
        let meter = Meter()
        session.engine.meter = meter
        meter.restart()
    }

    private func end() {
        guard let meter = session.engine.meter else { return }
        meter.enter(.rest)
        for part in Meter.Part.allCases { seconds[part, default: 0] += meter.seconds(part) }
        session.engine.meter = nil
    }

    /// In 0…1, by the parts' names; nil where no batch was looked at.
    package var shares: [String: Double]? {
        let total = seconds.values.reduce(0, +)
        guard total > 0 else { return nil }
        return Dictionary(uniqueKeysWithValues: seconds.map { ("\($0.key)", $0.value / total) })
    }
}
