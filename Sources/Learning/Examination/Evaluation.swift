import OnwardCompute
import OnwardData

/// How well a network tells the classes apart on some samples, all of them counted.
public struct Evaluation: Sendable, CustomStringConvertible {
    /// How many samples there were.
    public let samples: Int
    /// The share told right by the prediction mode that was asked for, in 0…1.
    public let accuracy: Double
    public let sumAccuracy: Double
    public let lastBlockAccuracy: Double
    /// Each block's by itself.
    public let blockAccuracy: [Double]
    /// `confusion[truth][answer]`, in the mode that was asked for.
    public let confusion: [[Int]]

    public var description: String {
        "accuracy \(accuracy) on \(samples) samples (blocks: \(blockAccuracy))"
    }
}

extension Network {
    /// Counts right answers on all samples, in every mode and for every block.
    ///
    /// - Parameter blocks: how many blocks to run, from the bottom; all of them where not given.
    public func evaluate(
        on samples: Samples, prediction: PredictionMode = .sum, blocks: Int? = nil,
        engine: Engine = Engine()
    ) throws -> Evaluation {
        try check(samples)
        let count = blocks ?? self.blocks.count
        var correct = [Int](repeating: 0, count: count + 1)
        var confusion = [[Int]](
            repeating: [Int](repeating: 0, count: classes.count), count: classes.count)
        Examiner(self, blocks: count, engine: engine).examine(samples) { _, evidence, sum, labels in
            for (index, matrix) in (evidence + [sum]).enumerated() {
                correct[index] += engine.countCorrect(matrix, labels: labels)
            }
            let deciding = prediction == .sum ? sum : evidence[count - 1]
            let answers = Matrix(.int32, rows: labels.rows, columns: 1)
            engine.strongestClass(of: deciding, into: answers)
            for (truth, answer) in zip(
                labels.values(as: Int32.self), answers.values(as: Int32.self))
            {
                confusion[Int(truth)][Int(answer)] += 1
            }
        }
        let shares = correct.map { Double($0) / Double(max(samples.count, 1)) }
        return Evaluation(
            samples: samples.count,
            accuracy: prediction == .sum ? shares[count] : shares[count - 1],
            sumAccuracy: shares[count], lastBlockAccuracy: shares[count - 1],
            blockAccuracy: Array(shares.prefix(count)), confusion: confusion)
    }

    /// Throws unless these samples have the form that the network takes.
    public func check(_ samples: Samples) throws {
        try SettingsError.require(
            samples.shape.count == input.count, "samples", "of the network's form \(input)",
            got: samples.shape)
        let highest = samples.allLabels.max() ?? 0
        try SettingsError.require(
            highest < classes.count, "labels", "below the network's \(classes.count) classes",
            got: highest)
    }
}
