/// What follows from what was found, and is written nowhere.
extension Outcome {
    /// The number under a measure's key.
    package func value(_ key: String) -> Double? {
        if let found = values[key] { return found }
        switch key {
        case Measure.seconds.key: return seconds
        case Measure.secondsPerEpoch.key:
            return curves[Self.blockLoss(1)].map { seconds / Double($0.count) }
        default:
            let losses = [Self.loss] + blockLosses
            return losses.first { Measure.last($0) == key }.flatMap { curve($0)?.last ?? nil }
        }
    }

    /// The numbers under a curve's name. A network's loss is the mean of its blocks', of those that
    /// learned.
    func curve(_ name: String) -> [Double?]? {
        if let found = curves[name] { return found }
        let blocks = blockLosses.compactMap { curves[$0] }
        guard name == Self.loss, let first = blocks.first else { return nil }
        return first.indices.map { epoch in
            Statistic(blocks.compactMap { $0[epoch] })?.mean
        }
    }

    private var blockLosses: [String] {
        Array((1...).lazy.map(Self.blockLoss).prefix { curves[$0] != nil })
    }
}
