import Foundation
import OnwardCompute

/// What softmax makes of evidence: shares of 1, exp(evidence) / Σ exp(evidence).
struct Shares {
    let values: [Double]

    /// - Parameter temperature: what evidence is divided by.
    init(of evidence: some Collection<Float>, at temperature: Double = 1) {
        let top = Double(evidence.max() ?? 0)
        let powers = evidence.map { exp((Double($0) - top) / temperature) }
        let total = powers.reduce(0, +)
        values = powers.map { $0 / total }
    }

    /// How sure the evidence is of its strongest class.
    var largest: Double { values.max() ?? 0 }

    /// log(share / (1 − share)) of a class; the logarithm is natural.
    static func logOdds(of evidence: [Float], _ label: Int) -> Double {
        let others = evidence.indices.lazy.filter { $0 != label }.map { Double(evidence[$0]) }
        let top = others.max() ?? 0
        return Double(evidence[label]) - top - log(others.reduce(0) { $0 + exp($1 - top) })
    }

    /// −log of a class's share; the logarithm is natural. NaN where any of the evidence is no number.
    static func loss(
        of evidence: ArraySlice<Float>, _ label: Int, at temperature: Double = 1
    ) -> Double {
        guard evidence.allSatisfy(\.isFinite) else { return .nan }
        let top = Double(evidence.max() ?? 0)
        let total = evidence.reduce(0) { $0 + exp((Double($1) - top) / temperature) }
        return log(total) - (Double(evidence[evidence.startIndex + label]) - top) / temperature
    }

    /// The same per sample.
    ///
    /// - Shapes: `evidence` [N, C], `labels` [N, 1] of int32.
    static func losses(of evidence: Matrix, _ labels: Matrix) -> [Double] {
        let (values, classes) = (evidence.values(as: Float.self), evidence.columns)
        return labels.values(as: Int32.self).enumerated().map { row, label in
            loss(of: values[row * classes..<(row + 1) * classes], Int(label))
        }
    }
}
