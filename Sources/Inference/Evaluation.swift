import OnwardCompute
import OnwardData

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

    public var description: String {
        "accuracy \(accuracy) on \(samples) samples (blocks: \(blockAccuracy))"
    }

    /// Asks about all samples and counts what is right.
    init(_ rooms: AnsweringRooms, on samples: Samples) {
        let question = rooms.question
        let (modes, classes) = (question.modes, question.network.classes.count)
        var correct = [Int](repeating: 0, count: modes.count)
        var blockCorrect = [Int](repeating: 0, count: question.blockCount)
        var confusion = [[Int]](
            repeating: [Int](repeating: 0, count: classes), count: classes)
        var used = 0
        rooms.ask(samples) { tile in
            used += tile.blocksUsed?.reduce(0, +) ?? 0
            for (place, mode) in modes.enumerated() {
                correct[place] += tile.engine.countCorrect(
                    tile.evidence(mode), labels: tile.labels)
            }
            for (index, evidence) in tile.blocks.enumerated() {
                blockCorrect[index] += tile.engine.countCorrect(evidence, labels: tile.labels)
            }
            let answers = Matrix(.int32, rows: tile.labels.rows, columns: 1)
            tile.engine.strongestClass(of: tile.evidence(modes[0]), into: answers)
            for (truth, answer) in zip(
                tile.labels.values(as: Int32.self), answers.values(as: Int32.self))
            {
                confusion[Int(truth)][Int(answer)] += 1
            }
        }
        let count = Double(max(samples.count, 1))
        let leavesEarly = question.confidence != nil
        self.samples = samples.count
        prediction = modes[0]
        accuracy = Double(correct[0]) / count
        accuracies = Dictionary(
            uniqueKeysWithValues: zip(modes, correct.map { Double($0) / count }))
        blockAccuracy =
            question.asksBlocks && !leavesEarly ? blockCorrect.map { Double($0) / count } : []
        self.confusion = confusion
        averageBlocks = leavesEarly ? Double(used) / count : nil
    }
}
