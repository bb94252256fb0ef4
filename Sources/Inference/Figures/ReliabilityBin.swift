/// Answers that are about equally sure: how sure they are on average, and how often right.
package struct ReliabilityBin: Sendable, Equatable {
    package private(set) var samples = 0
    package private(set) var right = 0
    /// Of the answers' shares.
    private var sum = 0.0

    /// The mean share of the answers, and the share of those that are right; 0 of no samples.
    package var sureness: Double { sum / Double(max(samples, 1)) }
    package var accuracy: Double { Double(right) / Double(max(samples, 1)) }

    mutating func add(share: Double, isRight: Bool) {
        samples += 1
        sum += share
        if isRight { right += 1 }
    }

    /// By how much the sum of shares differs from the number of those that are right.
    var gap: Double { abs(Double(right) - sum) }
}
