import OnwardCompute
import OnwardData
import OnwardNetworks
import Synchronization

extension Network {
    /// Finds what goodness is to be divided by, in each mode that decides by it; nothing where shares are
    /// what training made them.
    ///
    /// - Parameter samples: that the network did not learn from.
    package func fitTemperatures(
        on samples: Samples, threads: Int, precision: Precision = .float32
    ) throws {
        let modes = predictionModes.filter { $0 != .onePass }
        guard !objective.readsHead, !modes.isEmpty else { return }
        try check(samples)
        let question = Question(self, modes: modes, precision: precision)
        try question.validate()
        let count = samples.count * classes.count
        let kept = Mutex(modes.map { _ in [Float](repeating: .nan, count: count) })
        AnsweringRooms(question, threads: threads).ask(samples) { tile in
            for (place, mode) in modes.enumerated() {
                let values = tile.evidence(mode).values(as: Float.self)
                let first = tile.first * tile.evidence(mode).columns
                kept.withLock {
                    $0[place].replaceSubrange(first..<first + values.count, with: values)
                }
            }
        }
        let labels = samples.allLabels.map(Int.init)
        let fitted = zip(modes, kept.withLock { $0 }).compactMap { mode, evidence in
            evidence.allSatisfy(\.isFinite)
                ? Temperature.fitted(evidence, labels: labels, classes: classes.count)
                    .map { (mode.rawValue, $0) } : nil
        }
        temperatures = fitted.isEmpty ? nil : Dictionary(uniqueKeysWithValues: fitted)
    }
}

extension Question {
    /// How shares are made of the evidence; nil where that is not known.
    var scale: Figures.Scale? {
        if network.objective.readsHead || mode == .onePass { return .trained }
        guard confidence == nil, blockCount == network.blocks.count else { return nil }
        return network.temperatures?[mode.rawValue].map(Figures.Scale.divided)
    }
}
