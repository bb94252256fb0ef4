import Foundation

/// What one run of a job found.
package struct Outcome: Codable, Sendable, Equatable {
    /// Under the keys of measures.
    package var values: [String: Double]
    /// Numbers over epochs, depths or time, by their names, to six digits: a curve is to be looked
    /// at. Null where there was none.
    package let curves: [String: [Double?]]
    /// Of training alone.
    package var seconds: Double
    /// The most that the process had at once while it worked, data included.
    package var peakMemoryBytes: Int?
    /// Over the training samples.
    package var passes: Double?

    package init(
        values: [String: Double], curves: [String: [Double?]] = [:], seconds: Double,
        peakMemoryBytes: Int? = nil, passes: Double? = nil
    ) {
        self.values = values
        self.curves = curves.mapValues { $0.map { $0.map(Self.sixDigits) } }
        self.seconds = seconds
        self.peakMemoryBytes = peakMemoryBytes
        self.passes = passes
    }

    enum CodingKeys: String, CodingKey {
        case values, curves, seconds
        case peakMemoryBytes = "peak_memory_bytes"
        case passes
    }

    private static func sixDigits(_ number: Double) -> Double {
        Double(String(format: "%.6g", number)) ?? number
    }

    static let loss = "loss"
    static func blockLoss(_ number: Int) -> String { "block_\(number)_loss" }
}
