/// What one run of a job found.
package struct Outcome: Codable, Sendable, Equatable {
    /// Under the keys of measures.
    package var values: [String: Double]
    /// Numbers over epochs, depths or time, by their names; null where there was none.
    package var curves: [String: [Double?]]
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
        self.curves = curves
        self.seconds = seconds
        self.peakMemoryBytes = peakMemoryBytes
        self.passes = passes
    }

    enum CodingKeys: String, CodingKey {
        case values, curves, seconds
        case peakMemoryBytes = "peak_memory_bytes"
        case passes
    }
}
