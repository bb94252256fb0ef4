import OnwardCompute
import OnwardData
import OnwardNetworks
import OnwardSettings

/// How quickly a network answers.
package struct PredictionMeasurement: Sendable, Encodable {
    /// Samples that are shown at once.
    package let batchSize: Int
    /// For all of them together; the median of the rounds.
    package let microseconds: Double
    package let samplesPerSecond: Double

    enum CodingKeys: String, CodingKey {
        case batchSize = "batch_size"
        case microseconds
        case samplesPerSecond = "samples_per_second"
    }
}

extension Network {
    /// Asks the network about the same samples again and again.
    ///
    /// - Parameters:
    ///   - prediction: nil for the network's usual mode.
    ///   - batchSize: samples to show at once; fewer where there are not so many, or each is shown
    ///     with every label.
    ///   - rounds: how often to ask; a tenth as many before that warm up and do not count.
    package func measurePrediction(
        _ prediction: PredictionMode? = nil, of samples: Samples, batchSize: Int, rounds: Int,
        engine: Engine = Engine()
    ) throws -> PredictionMeasurement {
        try check(samples)
        try SettingsError.require(rounds >= 1, "rounds", "at least 1", got: rounds)
        let predictor = try Predictor(
            self, prediction: prediction, batchSize: batchSize, engine: engine)
        let count = min(predictor.batchSize, samples.count)
        let input = Matrix(rows: count, columns: self.input.count)
        samples.gather(
            Matrix((0..<Int32(count)).map { $0 }, columns: 1), into: input,
            labels: Matrix(.int32, rows: count, columns: 1), on: engine)
        for _ in 0...rounds / 10 { _ = predictor.evidence(for: input) }
        let seconds = (0..<rounds).map { _ in
            let start = ContinuousClock.now
            _ = predictor.evidence(for: input)
            return (ContinuousClock.now - start) / .seconds(1)
        }.sorted()
        let median = seconds[rounds / 2]
        return PredictionMeasurement(
            batchSize: count, microseconds: median * 1e6, samplesPerSecond: Double(count) / median)
    }
}
