import OnwardCompute

/// Stages of consecutive blocks at work at the same time: while one learns from a batch, those
/// below it are batches ahead.
///
/// The lowest stage is the session's own, on its thread; it loads the batches. Beyond what other
/// schedules hold, a pipeline holds for each further stage a workspace, as large as the stage's
/// largest block needs, and two batches in the link below it. This initializer is where that lies.
final class Pipeline {
    /// The blocks of each stage, from the bottom.
    let split: [Range<Int>]
    /// All but the lowest, and their threads.
    private let stages: [PipelineStage]
    private let threads: [StageThread]

    private static let slotsPerLink = 2

    init(_ split: [Range<Int>], of session: TrainingSession) {
        precondition(split.count >= 2, "a pipeline of \(split.count) stages")
        self.split = split
        let links = split.dropLast().map { below in
            let top = session.network.blocks[below.upperBound - 1]
            let output = session.stage.frame(of: top, rows: session.rows).output
            return RingLink(
                (0..<Pipeline.slotsPerLink).map { _ in
                    BatchSlot(like: output, samples: session.source.rows)
                })
        }
        stages = split.indices.dropFirst().map { place in
            PipelineStage(
                split[place], of: session, input: links[place - 1],
                output: place < links.count ? links[place] : nil)
        }
        threads = stages.enumerated().map { place, stage in
            StageThread("onward stage \(place + 2)") {
                let room = stage.makeStage()
                return { stage.run(on: room) }
            }
        }
    }

    /// Trains to the end of the round or until the session is asked to stop; when it returns, all
    /// blocks have learned from the same batches.
    func train(_ session: TrainingSession) throws {
        for stage in stages {
            stage.begin(from: session.progress)
            stage.input.open()
        }
        for thread in threads { thread.start() }
        let result = Result { try feed(session) }
        stages[0].input.close()
        for thread in threads { thread.join() }
        report(to: session)
        try throwFirstFailure(session, lowest: result)
    }

    /// Loads batches, lets the lowest stage learn from them, and sends them up.
    private func feed(_ session: TrainingSession) throws {
        let link = stages[0].input
        report(to: session)
        while let number = session.nextBatch(), let slot = link.slotToFill() {
            let signal = try session.learn(split[0], from: number)
            slot.fill(number, signal.matrix, of: session.source.batch)
            link.send()
            try session.finishBatch()
            report(to: session)
        }
    }

    /// Brings the session's sums up to date.
    private func report(to session: TrainingSession) {
        for index in stages.indices { stages[index].report(to: session) }
    }

    /// Of all that went wrong, what the simultaneous schedule would have met: the earliest batch's
    /// lowest block. The lowest stage is ahead of all others.
    private func throwFirstFailure(
        _ session: TrainingSession, lowest: Result<Void, any Error>
    ) throws {
        let first = stages.compactMap(\.failure).min { ($0.batch, $0.block) < ($1.batch, $1.block) }
        if let first {
            throw session.notFinite(
                "loss", session.network.blocks[first.block], batch: first.batch)
        }
        try lowest.get()
    }
}
