import OnwardCompute
import OnwardData
import OnwardNetworks
import OnwardSettings

/// How well a network tells the classes apart on some samples, all of them counted. Accuracies are
/// shares told right, in 0…1.
package struct Evaluation: Sendable, CustomStringConvertible {
    /// How many samples there were.
    package let samples: Int
    /// How the network was asked.
    package let prediction: PredictionMode
    /// In that mode.
    package let accuracy: Double
    /// In the other modes; nil where the network cannot be asked so, or was not.
    package let sumAccuracy: Double?
    package let lastBlockAccuracy: Double?
    package let onePassAccuracy: Double?
    /// Each block's by itself; empty where blocks never saw a label, or samples left early.
    package let blockAccuracy: [Double]
    /// `confusion[truth][answer]`, in the mode that was asked for.
    package let confusion: [[Int]]
    /// Where samples left early: how many blocks a sample was run through, on average.
    package let averageBlocks: Double?

    package var description: String {
        "accuracy \(accuracy) on \(samples) samples (blocks: \(blockAccuracy))"
    }
}

extension Network {
    /// Counts right answers on all samples, in every mode and for every block.
    ///
    /// - Parameters:
    ///   - prediction: the mode of `accuracy` and `confusion`; nil for the network's usual one.
    ///   - blocks: how many blocks to run, from the bottom; all of them where not given.
    ///   - earlyExit: a confidence in 0…1 at which a sample leaves: the first block that is so sure
    ///     decides, and only `prediction` is found out.
    /// - Throws: `SettingsError` where the network cannot be asked in this mode, or in none: it
    ///   never saw a label and has no reader.
    package func evaluate(
        on samples: Samples, prediction: PredictionMode? = nil, blocks: Int? = nil,
        earlyExit: Double? = nil, engine: Engine = Engine()
    ) throws -> Evaluation {
        let mode = try requiredMode(prediction)
        if let earlyExit {
            try check(earlyExit: earlyExit, mode: mode)
            return try evaluate(
                on: samples, modes: [mode], blocks: nil, earlyExit: earlyExit, engine: engine)
        }
        return try evaluate(
            on: samples, modes: [mode] + predictionModes.filter { $0 != mode }, blocks: blocks,
            engine: engine)
    }

    /// The same in some modes, of which the first decides.
    package func evaluate(
        on samples: Samples, modes: [PredictionMode], blocks: Int?, earlyExit: Double? = nil,
        engine: Engine
    ) throws -> Evaluation {
        try check(samples)
        let count = blocks ?? self.blocks.count
        var (correct, blockCorrect) = ([0, 0, 0], [Int](repeating: 0, count: count))
        var confusion = [[Int]](
            repeating: [Int](repeating: 0, count: classes.count), count: classes.count)
        var used = 0
        let examiner = Examiner(
            self, blocks: count, modes: modes, confidence: earlyExit, engine: engine)
        examiner.examine(samples) {
            used += $0.blocksUsed?.reduce(0, +) ?? 0
            for (place, mode) in modes.enumerated() {
                correct[place] += engine.countCorrect($0.evidence(mode), labels: $0.labels)
            }
            for (index, evidence) in $0.blocks.enumerated() {
                blockCorrect[index] += engine.countCorrect(evidence, labels: $0.labels)
            }
            let answers = Matrix(.int32, rows: $0.labels.rows, columns: 1)
            engine.strongestClass(of: $0.evidence(modes[0]), into: answers)
            for (truth, answer) in zip(
                $0.labels.values(as: Int32.self), answers.values(as: Int32.self))
            {
                confusion[Int(truth)][Int(answer)] += 1
            }
        }
        func share(_ correct: Int) -> Double { Double(correct) / Double(max(samples.count, 1)) }
        func share(_ mode: PredictionMode) -> Double? {
            modes.firstIndex(of: mode).map { share(correct[$0]) }
        }
        let asksBlocks = earlyExit == nil && modes.contains { $0 != .onePass }
        return Evaluation(
            samples: samples.count, prediction: modes[0], accuracy: share(correct[0]),
            sumAccuracy: share(.sum), lastBlockAccuracy: share(.lastBlock),
            onePassAccuracy: share(.onePass),
            blockAccuracy: asksBlocks ? blockCorrect.map { share($0) } : [], confusion: confusion,
            averageBlocks: earlyExit.map { _ in Double(used) / Double(max(samples.count, 1)) })
    }

    /// Throws unless samples can leave early at this confidence in this mode.
    func check(earlyExit: Double, mode: PredictionMode) throws(SettingsError) {
        try SettingsError.require(
            earlyExit > 0 && earlyExit <= 1, "early exit", "a confidence above 0, at most 1",
            got: earlyExit)
        try SettingsError.require(
            mode != .onePass, "early exit", "left out where the reader predicts", got: earlyExit)
    }

    /// Throws unless these samples have the form that the network takes.
    package func check(_ samples: Samples) throws {
        try SettingsError.require(
            samples.shape.count == input.count, "samples", "of the network's form \(input)",
            got: samples.shape)
        let highest = samples.allLabels.max() ?? 0
        try SettingsError.require(
            highest < classes.count, "labels", "below the network's \(classes.count) classes",
            got: highest)
    }
}
