import OnwardCompute
import OnwardData
import OnwardNetworks
import OnwardSettings

/// How quickly a network answers.
package struct AnswerMeasurement: Sendable, Encodable {
    /// Samples that are asked about at once.
    package let batchSize: Int
    /// For all of them together, as complete answers; the median of the rounds.
    package let microseconds: Double
    package let samplesPerSecond: Double

    enum CodingKeys: String, CodingKey {
        case batchSize = "batch_size"
        case microseconds
        case samplesPerSecond = "samples_per_second"
    }
}

extension Answerer {
    /// Asks about the same samples again and again.
    ///
    /// - Parameters:
    ///   - batchSize: samples to ask about at once; fewer where there are not so many.
    ///   - rounds: how often to ask; a tenth as many before that warm up and do not count.
    package func measure(
        on samples: Samples, batchSize: Int, rounds: Int
    ) throws -> AnswerMeasurement {
        try SettingsError.require(rounds >= 1, "rounds", "at least 1", got: rounds)
        try SettingsError.require(batchSize >= 1, "batch size", "at least 1", got: batchSize)
        try SettingsError.require(
            samples.shape.count == input.count && samples.count > 0, "samples",
            "some of the network's form \(input)", got: "\(samples.count) of \(samples.shape)")
        let count = min(batchSize, samples.count)
        let input = Matrix(rows: count, columns: self.input.count)
        samples.gather(
            Matrix((0..<Int32(count)).map { $0 }, columns: 1), into: input,
            labels: Matrix(.int32, rows: count, columns: 1), on: Engine(threads: 1))
        for _ in 0...rounds / 10 { _ = try answers(to: input) }
        let seconds = try (0..<rounds).map { _ in
            let start = ContinuousClock.now
            _ = try answers(to: input)
            return (ContinuousClock.now - start) / .seconds(1)
        }.sorted()
        let median = seconds[rounds / 2]
        return AnswerMeasurement(
            batchSize: count, microseconds: median * 1e6, samplesPerSecond: Double(count) / median)
    }
}
