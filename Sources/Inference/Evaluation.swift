import OnwardCompute
import OnwardData
import Synchronization

/// How well a network tells the classes apart on some samples, all of them counted. Accuracies are
/// shares told right, in 0…1.
public struct Evaluation: Sendable, CustomStringConvertible {
    /// How many samples there were.
    public let samples: Int
    /// How the network was asked.
    package let prediction: PredictionMode
    /// In that mode.
    public let accuracy: Double
    /// The mean cross-entropy of the answers' shares in that mode; nil where it is no number, or no
    /// sample was asked about.
    package let loss: Double?
    /// Samples whose evidence in that mode was no number: no class, and never right.
    package let unanswered: [Int]
    /// In that mode and in all others that the network was asked in.
    package let accuracies: [PredictionMode: Double]
    /// Each block's by itself; empty where blocks never saw a label, or samples left early.
    public let blockAccuracy: [Double]
    /// `confusion[truth][answer]`, in the mode that was asked for.
    public let confusion: [[Int]]
    /// What else there is to say; nil where nobody wanted to know.
    package let figures: Figures?
    /// Where samples left early: how many blocks a sample was run through, on average.
    package let averageBlocks: Double?
    /// What letting samples leave early would come to, the least confidence first; empty where nobody
    /// wanted to know, and where none would leave.
    package let exits: [ExitTrade]

    /// The most frequent class's share of the samples.
    package let largestShare: Double

    public var description: String {
        "accuracy \(accuracy) on \(samples) samples (blocks: \(blockAccuracy))"
    }

    /// Asks about all samples and counts what is right.
    ///
    /// - Parameter wantsFigures: whether all evidence is kept meanwhile, for `figures`.
    init(
        _ question: Question, on samples: Samples, threads: Int, by inquirer: any Inquirer,
        wantsFigures: Bool
    ) throws {
        let counted = Mutex(
            EvaluationCounts(question, samples: samples.count, keepsEvidence: wantsFigures))
        try inquirer.ask(question, about: samples, threads: threads) { tile in
            let losses = Shares.losses(of: tile.evidence(question.mode), tile.labels)
            let exits = wantsFigures ? ExitTrade.counts(tile, question) : []
            counted.withLock { $0.add(tile, losses: losses, exits: exits) }
        }
        self.init(counted.withLock { $0 }, of: samples, question)
    }

    /// What was counted of all samples.
    init(_ counts: EvaluationCounts, of samples: Samples, _ question: Question) {
        func share(_ part: Int) -> Double { Double(part) / Double(max(samples.count, 1)) }
        let leavesEarly = question.confidence != nil
        self.samples = samples.count
        let loss = counts.losses.reduce(0, +) / Double(samples.count)
        self.loss = loss.isFinite ? loss : nil
        unanswered = counts.losses.indices.filter { counts.losses[$0].isNaN }
        prediction = question.mode
        accuracy = share(counts.correct[0])
        accuracies = Dictionary(
            uniqueKeysWithValues: zip(question.modes, counts.correct.map(share)))
        blockAccuracy =
            question.asksBlocks && !leavesEarly ? counts.blockCorrect.map(share) : []
        confusion = counts.confusion
        figures = counts.evidence.map { evidence in
            Figures(
                confusion: counts.confusion, labels: samples.allLabels.map(Int.init),
                evidence: evidence, scale: question.scale)
        }
        let counted = samples.allLabels.reduce(into: [Int](repeating: 0, count: confusion.count)) {
            $0[Int($1)] += 1
        }
        largestShare = share(counted.max() ?? 0)
        averageBlocks = leavesEarly ? share(counts.blocksUsed) : nil
        exits = ExitTrade.all(counts.exits, samples: samples.count)
    }
}
