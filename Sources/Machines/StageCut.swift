import OnwardNetworks
import OnwardOptimizers

/// How a network's blocks are shared out among stages: consecutive ones, so that the stage with the most work
/// has as little as can be.
package struct StageCut: Sendable, Equatable {
    package let ranges: [Range<Int>]

    /// - Parameter costs: of each block, in any unit; as many as stages or more.
    package init(_ costs: [Double], stages: Int) {
        precondition(
            (1...costs.count).contains(stages), "\(stages) stages of \(costs.count) blocks")
        let sums = costs.reduce(into: [0.0]) { $0.append($0[$0.count - 1] + $1) }
        let count = costs.count
        // most[k] is the largest stage's cost where the first k blocks are cut as well as can be.
        var most = (0...count).map { $0 == 0 ? 0 : sums[$0] }
        var ends = [[Int]]()
        for stage in stride(from: 2, through: stages, by: 1) {
            var (next, end) = (
                [Double](repeating: .infinity, count: count + 1),
                [Int](repeating: 0, count: count + 1)
            )
            for blocks in stage...count {
                for first in stage - 1..<blocks {
                    let cost = max(most[first], sums[blocks] - sums[first])
                    if cost < next[blocks] { (next[blocks], end[blocks]) = (cost, first) }
                }
            }
            most = next
            ends.append(end)
        }
        var (ranges, end) = ([Range<Int>](), count)
        for cut in ends.reversed() {
            ranges.append(cut[end]..<end)
            end = cut[end]
        }
        self.ranges = [0..<end] + ranges.reversed()
    }

    /// By counted costs: a network that no program could hold alone cannot be measured before it is
    /// shared out, and the same network is shared out alike every time.
    ///
    /// - Parameter rows: that a program sees of a batch.
    package init(of network: Network, rows: Int, stages: Int) {
        self.init(
            network.blocks.map { StageCut.cost(of: $0, rows: max(1, rows)) }, stages: stages)
    }

    /// What one block's learning costs beside another's, counted from what it multiplies and how many
    /// weights it changes.
    ///
    /// - Parameter rows: that it sees of a batch.
    static func cost(of block: BlockState, rows: Int) -> Double {
        let products = 3 * Double(block.plan.multiplications) * Double(rows)
        return products + multiplicationsPerUpdate * Double(block.plan.parameterCount)
    }

    /// A weight's update waits for memory about as long as so many multiplications take.
    private static let multiplicationsPerUpdate = 40.0
}
