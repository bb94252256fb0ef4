import OnwardData

/// How much a training sample of each class counts.
package enum ClassWeights: String, Sendable, CaseIterable {
    /// As much as any other.
    case none
    /// The more the fewer there are of its class, so that classes count alike:
    ///
    ///     weight = samples / (classes that have samples · samples of the class)
    case balanced

    /// Per class; nil for alike, and 0 for a class without samples.
    func of(_ samples: Samples, classes: Int) -> [Double]? {
        guard self == .balanced else { return nil }
        let counts = samples.allLabels.reduce(into: [Int](repeating: 0, count: classes)) {
            $0[Int($1)] += 1
        }
        let met = counts.count { $0 > 0 }
        return counts.map { $0 > 0 ? Double(samples.count) / Double(met * $0) : 0 }
    }
}
