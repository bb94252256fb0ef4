import OnwardCompute
import OnwardData
import OnwardRecipes
import OnwardSettings

/// The most memory that a training takes, for networks of several depths.
///
/// Values: `megabytes_per_layer`, the slope of the line through the points (least squares). Curve:
/// `megabytes`, one for each depth, beyond what the process had before.
package struct MemoryAgainstDepth: Work {
    /// Its network is one layer, in the papers' notation.
    package let recipe: SettingValues
    package let depths: [Int]
    /// Of random images to train on: a memory does not depend on what is learned.
    package let samples: Int
    package let shape: Shape

    static let perLayer = Measure(
        "megabytes_per_layer", "peak memory per added layer, MB", isMoreBetter: false)

    package var settings: String {
        get throws {
            try recipe.yaml()
                + "# the network's layer \(depths.map { "\($0)" }.joined(separator: ", ")) times, one "
                + "epoch on \(samples) random images of \(shape)\n"
        }
    }

    package func run(_ cell: Cell) throws -> Outcome? {
        var (recipe, images) = try cell.prepare(recipe, images: samples, of: shape)
        let layer = recipe.network.notation ?? ""
        var peaks: [Double] = []
        let start = ContinuousClock.now
        for (index, depth) in depths.enumerated() {
            guard cell.goesOn() else { return nil }
            recipe.network.notation = Array(repeating: layer, count: depth).joined(separator: ",")
            let deep = recipe
            let measured = try recipe.makeTrainer().measureMemory(on: images.train) {
                try deep.makeNetwork(for: images)
            }
            peaks.append(Double(measured.peakBytes) / 1e6)
            cell.show(Double(index + 1) / Double(depths.count))
        }
        return Outcome(
            values: [
                MemoryAgainstDepth.perLayer.key: slope(depths.map { Double($0) }, peaks)
            ], curves: ["megabytes": peaks],
            seconds: (ContinuousClock.now - start) / .seconds(1), peakMemoryBytes: nil)
    }

    private func slope(_ x: [Double], _ y: [Double]) -> Double {
        let meanX = x.reduce(0, +) / Double(x.count)
        let meanY = y.reduce(0, +) / Double(y.count)
        let products = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
        return products / x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
    }
}
