import OnwardCompute
import OnwardData
import OnwardNetworks
import OnwardSettings

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
    public func evaluate(
        on samples: Samples, prediction: PredictionMode? = nil, blocks: Int? = nil,
        earlyExit: Double? = nil, threads: Int = Engine.availableThreads,
        precision: Precision = .float32
    ) throws -> Evaluation {
        let mode = try requiredMode(prediction)
        let others = earlyExit == nil ? predictionModes.filter { $0 != mode } : []
        return try evaluate(
            on: samples, modes: [mode] + others, blocks: blocks, earlyExit: earlyExit,
            threads: threads, precision: precision)
    }

    /// The same with all figures.
    package func examine(
        on samples: Samples, prediction: PredictionMode? = nil, earlyExit: Double? = nil,
        threads: Int = Engine.availableThreads, precision: Precision = .float32
    ) throws -> Evaluation {
        let mode = try requiredMode(prediction)
        let others = earlyExit == nil ? predictionModes.filter { $0 != mode } : []
        return try evaluate(
            on: samples, modes: [mode] + others, blocks: nil, earlyExit: earlyExit,
            threads: threads, precision: precision, wantsFigures: true)
    }

    /// The same in some modes, of which the first decides.
    ///
    /// - Parameter inquirer: who asks the blocks.
    package func evaluate(
        on samples: Samples, modes: [PredictionMode], blocks: Int?, earlyExit: Double? = nil,
        threads: Int, precision: Precision, wantsFigures: Bool = false,
        by inquirer: any Inquirer = OwnBlocks()
    ) throws -> Evaluation {
        try check(samples)
        try SettingsError.require(threads >= 1, "threads", "at least 1", got: threads)
        let question = Question(
            self, modes: modes, blocks: blocks, earlyExit: earlyExit, precision: precision)
        try question.validate()
        return try Evaluation(
            question, on: samples, threads: threads, by: inquirer, wantsFigures: wantsFigures)
    }
}
