import OnwardInference
import OnwardNetworks

/// What blocks have come to: a step leaves it where the kernels compute, and it is read here.
extension TrainingSession {
    /// Goes on from what the round has come to so far.
    func beginTallies() {
        failure = nil
        for index in tallies.indices { tallies[index].begin(progress.blocks[index]) }
        readerTally?.begin(progress.reader ?? .init())
    }

    /// Brings the sums up to date.
    ///
    /// - Throws: where a loss is no number: the earliest batch's lowest block, which is what a look
    ///   after every step would have met.
    func look() throws {
        for index in tallies.indices where tallies[index].hasNews {
            tallies[index].look(on: engine).map(note)
            progress.blocks[index] = tallies[index].sums
        }
        if let readerTally, readerTally.hasNews {
            readerTally.look(on: engine).map(note)
            progress.reader = readerTally.sums
        }
        if let failure { throw notFinite("loss", failure.block, batch: failure.batch) }
    }

    /// Takes in what was found elsewhere.
    func note(_ other: LossFailure) {
        failure = failure.map { other.comes(before: $0) ? other : $0 } ?? other
    }

    /// Takes over what a block has done of the round elsewhere.
    func set(_ sums: TrainingProgress.BlockSums, ofBlock index: Int) {
        progress.blocks[index] = sums
    }

    /// - Parameter batch: its number in the round; nil for the one under way.
    private func notFinite(
        _ what: String, _ block: BlockState, batch: Int? = nil
    ) -> TrainingError {
        .notFinite(
            what: what, part: block.label, epoch: progress.round + 1,
            batch: (batch ?? progress.batch) + 1)
    }

    /// A last step can also leave weights that are numbers, and so large that answers are none.
    func checkAnswers() throws {
        guard let inquirer, let mode = network.predictionModes.first else { return }
        let evaluation = try network.evaluate(
            on: samples.prefix(64), modes: [mode], blocks: nil, threads: trainer.threads,
            precision: trainer.precision, by: inquirer)
        if !evaluation.unanswered.isEmpty {
            throw TrainingError.notFinite(
                what: "answers", part: "the network", epoch: progress.round + 1,
                batch: progress.batch)
        }
    }

    /// A last step can spoil weights without a loss to tell of it.
    func checkWeights() throws {
        for block in network.states
        where block.isReader
            || ownBlocks.contains(block.index) && progress.blocks[block.index].samples > 0
        {
            guard engine.mean(of: block.store).isFinite else { throw notFinite("weights", block) }
            guard engine.mean(of: block.bufferStore).isFinite else {
                throw notFinite("running statistics", block)
            }
        }
    }
}
