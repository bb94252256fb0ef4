import OnwardCompute

/// Blocks at work at the same time: while one learns from a batch, those below it are batches ahead.
///
/// The session's thread loads the batches and lets the lowest block learn from them; for the blocks
/// above every thread takes the highest that has a batch to learn from. Beyond what other schedules
/// hold, a pipeline holds for each further thread a workspace, as large as the largest block needs,
/// and for each further block two batches in the link below it. This initializer is where that lies.
final class Pipeline {
    private let crew: PipelineCrew
    private let threads: [StageThread]

    /// Batches that may lie between two blocks.
    static let slotsPerLink = 2

    /// - Parameter threads: at least two, the session's own among them.
    init(of session: TrainingSession, threads count: Int) {
        let span = session.span
        precondition(count >= 2 && span.count >= 2, "\(count) threads for \(span.count) blocks")
        let links = span.dropLast().map { index in
            let output = session.stage.frame(of: session.network.blocks[index], rows: session.rows)
                .output
            return RingLink(
                (0..<Pipeline.slotsPerLink).map { _ in
                    BatchSlot(
                        output.elementType, rows: output.rows, columns: output.columns,
                        samples: session.source.rows)
                })
        }
        let crew = PipelineCrew(
            session.network.blocks[span.dropFirst()], learners: session.learners,
            rows: session.rows, terms: session.terms, engine: session.engine, links: links,
            threads: count)
        self.crew = crew
        threads = (1..<count).map { thread in
            StageThread("pipeline \(thread + 1)") {
                let stage = crew.makeStage()
                return { crew.work(on: stage, as: thread) }
            }
        }
    }

    /// Trains to the end of the round or until the session is asked to stop; when it returns, all
    /// blocks have learned from the same batches.
    func train(_ session: TrainingSession) throws {
        let progress = session.progress
        for block in crew.blocks {
            block.begin(
                progress.blocks[block.index], batches: session.batches - progress.batch)
        }
        for thread in threads { thread.start() }
        let result = Result { try feed(session) }
        crew.blocks[0].input.close()
        crew.call(from: 0)
        crew.work(on: session.stage, as: 0)
        for thread in threads { thread.join() }
        report(to: session)
        for block in crew.blocks { block.failure.map(session.note) }
        try session.look()
        try result.get()
    }

    /// Loads batches, lets the lowest block learn from them, and sends them up.
    private func feed(_ session: TrainingSession) throws {
        let link = crew.blocks[0].input
        report(to: session)
        while let number = session.nextBatch() {
            crew.work(on: session.stage, as: 0) { link.slotToFill != nil || link.isAbandoned }
            guard !link.isAbandoned, let slot = link.slotToFill else { return }
            let signal = try session.learnLowest(from: number)
            slot.fill(number, signal.matrix, of: session.source.batch)
            link.send()
            crew.call(from: 0)
            try session.finishBatch()
            report(to: session)
        }
    }

    /// Brings the session's sums up to date.
    private func report(to session: TrainingSession) {
        for place in crew.blocks.indices {
            let block = crew.blocks[place]
            session.set(block.sums, ofBlock: block.index)
        }
    }
}
