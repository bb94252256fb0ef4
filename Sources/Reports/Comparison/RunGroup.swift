import OnwardExperiments
import OnwardRuns

/// Runs that ended and differ by the seed alone; often it is one.
package struct RunGroup: Sendable {
    /// One for each seed, in the seeds' order.
    package let runs: [ComparedRun]
    /// 1 for the best by validation accuracy; nil where that cannot be said.
    package internal(set) var rank: Int?

    package var validation: Statistic? { statistic { $0.validationAccuracy } }
    package var seconds: Statistic? { statistic { $0.trainSeconds } }
    package var memory: Statistic? { statistic { $0.peakMemoryBytes.map(Double.init) } }
    package var keptEpoch: Statistic? { statistic { ($0.keptEpoch?.epoch).map(Double.init) } }
    package var test: Statistic? { statistic { $0.summary?.testAccuracy } }

    /// `fashion-mnist-mf-1`, or `3 seeds: fashion-mnist-mf-1, 2, 3`
    package var label: String {
        let names = runs.map(\.name)
        guard names.count > 1 else { return names[0] }
        let stem = names[0].lastIndex(of: "-").map { names[0][...$0] } ?? ""
        let isShared = !stem.isEmpty && names.allSatisfy { $0.hasPrefix(stem) }
        let others = names.dropFirst().map { isShared ? String($0.dropFirst(stem.count)) : $0 }
        return "\(names.count) seeds: \(([names[0]] + others).joined(separator: ", "))"
    }

    package var seeds: [UInt64] { runs.compactMap(\.seed) }

    /// Nil unless all runs have it: a mean of some would be compared with means of all.
    private func statistic(_ value: (RunRecord) -> Double?) -> Statistic? {
        let values = runs.compactMap { value($0.record) }
        return values.count == runs.count ? Statistic(values) : nil
    }

    /// How two groups differ on the seeds that both have, seed by seed.
    ///
    /// - Returns: nil where they share fewer than two.
    static func difference(
        _ first: RunGroup, _ second: RunGroup, _ value: (RunRecord) -> Double?
    ) -> Statistic? {
        let differences = first.runs.compactMap { run -> Double? in
            guard let seed = run.seed,
                let other = second.runs.first(where: { $0.seed == seed }),
                let own = value(run.record), let others = value(other.record)
            else { return nil }
            return own - others
        }
        return differences.count > 1 ? Statistic(differences) : nil
    }
}
