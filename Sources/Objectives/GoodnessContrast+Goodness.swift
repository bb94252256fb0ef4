import Foundation

/// An objective whose evidence tells how much goodness a labelled sample has.
package protocol TellsGoodness {
    /// What evidence was made of: the sum or the mean of the squares of an output of so many numbers.
    func goodness(evidence: Double, width: Int) -> Double
}

extension GoodnessContrast: TellsGoodness {
    package func goodness(evidence: Double, width: Int) -> Double {
        let sign = minimizes ? -1.0 : 1
        guard case .ratio(let sharpness, _) = loss else { return sign * evidence }
        return max(exp(sign * evidence / sharpness) - self.floor(width), 0)
    }
}
