import Foundation

/// What softmax makes of evidence: shares of 1, exp(evidence) / Σ exp(evidence).
struct Shares {
    let values: [Double]

    init(of evidence: [Float]) {
        let top = Double(evidence.max() ?? 0)
        let powers = evidence.map { exp(Double($0) - top) }
        let total = powers.reduce(0, +)
        values = powers.map { $0 / total }
    }

    /// How sure the evidence is of its strongest class.
    var largest: Double { values.max() ?? 0 }
}
