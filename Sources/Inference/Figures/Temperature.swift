import Foundation

/// What evidence is divided by before softmax, so that shares are as large as they are right.
///
///     shares = softmax(evidence / temperature)
///
/// Goodness was not trained to be the logarithm of a chance; one number, found on samples that were not
/// learned from, makes up for its scale and changes no answer.
///
/// - Reference: Guo et al., *On Calibration of Modern Neural Networks*, 2017, §4.2.
enum Temperature {
    /// The one with the least cross-entropy on samples.
    ///
    /// The cross-entropy is convex in the inverse of the temperature, so its slope is 0 at one place:
    ///
    ///     slope = mean over samples of Σ shares · evidence − evidence of the own class
    ///
    /// - Parameters:
    ///   - evidence: [N · C], row by row, all finite.
    ///   - labels: [N]
    /// - Returns: nil where there is none: all samples are told right, or no better than by chance.
    static func fitted(_ evidence: [Float], labels: [Int], classes: Int) -> Double? {
        guard !labels.isEmpty else { return nil }
        func slope(_ inverse: Double) -> Double {
            labels.enumerated().reduce(0) { sum, sample in
                let own = evidence[sample.offset * classes..<(sample.offset + 1) * classes]
                let top = Double(own.max() ?? 0)
                var (total, mean) = (0.0, 0.0)
                for number in own {
                    let power = exp(inverse * (Double(number) - top))
                    total += power
                    mean += power * (Double(number) - top)
                }
                let truth = Double(own[own.startIndex + sample.element]) - top
                return sum + mean / total - truth
            }
        }
        let isWrongSomewhere = labels.indices.contains { row in
            let own = evidence[row * classes..<(row + 1) * classes]
            return own[own.startIndex + labels[row]] < own.max() ?? 0
        }
        guard isWrongSomewhere, slope(0) < 0 else { return nil }
        var (low, high) = (0.0, 1.0)
        while slope(high) < 0 { (low, high) = (high, 2 * high) }
        // Far below 1 too, as sums of squares can be thousands.
        for _ in 0..<100 where high - low > 1e-12 * high {
            let middle = (low + high) / 2
            if slope(middle) < 0 { low = middle } else { high = middle }
        }
        return 2 / (low + high)
    }
}
