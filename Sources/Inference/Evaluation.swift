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
    /// In that mode and in all others that the network was asked in.
    package let accuracies: [PredictionMode: Double]
    /// Each block's by itself; empty where blocks never saw a label, or samples left early.
    public let blockAccuracy: [Double]
    /// `confusion[truth][answer]`, in the mode that was asked for.
    public let confusion: [[Int]]
    /// Where samples left early: how many blocks a sample was run through, on average.
    package let averageBlocks: Double?

    /// The most frequent class's share of the samples.
    package var largestShare: Double {
        Double(confusion.map { $0.reduce(0, +) }.max() ?? 0) / Double(max(samples, 1))
    }

    public var description: String {
        "accuracy \(accuracy) on \(samples) samples (blocks: \(blockAccuracy))"
    }

    /// Asks about all samples and counts what is right.
    init(_ rooms: AnsweringRooms, on samples: Samples) {
        let question = rooms.question
        let counted = Mutex(EvaluationCounts(question))
        rooms.ask(samples) { tile in counted.withLock { $0.add(tile) } }
        self.init(counted.withLock { $0 }, of: samples.count, question)
    }

    /// What was counted of all samples.
    init(_ counts: EvaluationCounts, of samples: Int, _ question: Question) {
        func share(_ part: Int) -> Double { Double(part) / Double(max(samples, 1)) }
        let leavesEarly = question.confidence != nil
        self.samples = samples
        prediction = question.mode
        accuracy = share(counts.correct[0])
        accuracies = Dictionary(
            uniqueKeysWithValues: zip(question.modes, counts.correct.map(share)))
        blockAccuracy =
            question.asksBlocks && !leavesEarly ? counts.blockCorrect.map(share) : []
        confusion = counts.confusion
        averageBlocks = leavesEarly ? share(counts.blocksUsed) : nil
    }
}
