import OnwardCompute
import OnwardInference

extension TrainingSession {
    /// What the round that just ended amounted to.
    func report() throws -> EpochReport {
        let (outputs, alignment) = try shareRound(lastOutputs(), alignmentDegrees())
        let learned = progress.blocks.map { $0.samples > 0 ? $0 : nil }
        let losses = learned.map { $0.map { $0.loss / Double($0.samples) } }
        let known = losses.compactMap { $0 }
        let reader = progress.reader
        let (evaluation, votes) = try validate()
        let latest = network.states.max { $0.step < $1.step } ?? network.blocks[0]
        return EpochReport(
            epoch: progress.round + 1, step: latest.step, samples: progress.samples,
            seconds: progress.roundSeconds,
            samplesPerSecond: Double(progress.roundSamples) / max(progress.roundSeconds, 1e-9),
            learningRate: terms.rate(ofStep: latest.step),
            loss: known.reduce(0, +) / Double(max(known.count, 1)),
            blockLoss: losses,
            blockAccuracy: learned.enumerated().map { index, sums in
                network.blocks[index].head == nil
                    ? nil : sums.map { Double($0.correct) / Double($0.samples) }
            },
            pairAccuracy: learned.contains { $0?.pairAccuracy != nil }
                ? learned.map { $0?.pairAccuracy } : nil,
            readerLoss: reader.map { $0.loss / Double($0.samples) },
            readerAccuracy: reader.map { Double($0.correct) / Double($0.samples) },
            deadUnits: outputs?.deadUnits, effectiveRank: outputs?.effectiveRank,
            alignmentDegrees: alignment,
            validationAccuracy: evaluation?.accuracy, validationLoss: evaluation?.loss,
            blockValidationAccuracy: evaluation.flatMap {
                $0.blockAccuracy.isEmpty ? nil : $0.blockAccuracy
            }, blockValidationLoss: votes?.losses.map { $0.isFinite ? $0 : nil },
            votes: votes?.weights, peakMemoryBytes: ProcessMemory.peakBytes,
            findings: newFindings(signs(outputs, evaluation)))
    }

    /// What the validation samples tell; nothing without any, and where the network cannot be asked
    /// yet.
    ///
    /// Only blocks below the one whose turn to learn is yet to come have a say; once all have
    /// learned, votes are weighed.
    private func validate() throws -> (evaluation: Evaluation?, votes: BlockVotes?) {
        guard let validation, let inquirer, let mode = try network.mode(trainer.prediction)
        else { return (nil, nil) }
        let ready = trainer.schedule.readyBlocks(
            round: progress.round, epochs: epochs, blocks: learners.count)
        // A reader learns once the highest of them does.
        if mode == .onePass && ready < learners.count { return (nil, nil) }
        if try weighsVotes && ready == learners.count {
            let (votes, evaluation) = try network.weighVotes(
                on: validation, threads: trainer.threads, precision: trainer.precision,
                by: inquirer)
            return (evaluation, votes)
        }
        let blocks = ready < learners.count ? learners[ready] : network.blocks.count
        let evaluation = try network.evaluate(
            on: validation, modes: [mode], blocks: blocks, threads: trainer.threads,
            precision: trainer.precision, by: inquirer)
        return (evaluation, nil)
    }

    /// The learning rate of the last step, had the training been one of so many epochs.
    package func learningRate(ofEpochs epochs: Int) -> Double {
        let terms = LearningTerms(
            network, trainer, epochs: epochs, samples: samples.count, exchange: place.exchange)
        return terms.rate(ofStep: max(0, (network.states.map(\.step).max() ?? 0) - 1))
    }

    /// Whether validation samples say how often each block counts.
    var weighsVotes: Bool {
        get throws {
            try trainer.votes == .validation && validation != nil && network.blocks.count > 1
                && !learners.isEmpty && network.mode(trainer.prediction) == .sum
        }
    }

    /// Weights that other weights of the blocks earned say nothing of those to come.
    func forgetVotes() throws {
        let begins = progress.round == 0 && progress.batch == 0
        if try !learners.isEmpty && (begins || !weighsVotes) { network.voteWeights = nil }
    }
}
