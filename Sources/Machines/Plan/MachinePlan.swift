/// What a training by several programs in a row will take, from what blocks and links take alone.
///
/// Every batch goes through the same row: each stage learns from it and copies its output, each link carries
/// it, and all of them work at once on different batches. So an epoch is the first batch's way through all,
/// and for each further batch the slowest of them:
///
///     epoch = Σ stages + Σ links + (batches − 1) · slowest
///     link = bytes / bandwidth + 3 · latency      the announcement, its answer, the numbers
///
/// Replicas add up a stage's gradients before it changes, while it waits:
///
///     sum of a block = 2 · (R − 1) / R · bytes / bandwidth + 2 · latency
package struct MachinePlan: Sendable, Equatable {
    /// Between any two machines.
    package struct Line: Sendable {
        let bytesPerSecond: Double
        /// Seconds, one way.
        let latency: Double

        package init(bytesPerSecond: Double, latency: Double) {
            (self.bytesPerSecond, self.latency) = (bytesPerSecond, latency)
        }
    }

    /// What there is to do, of the part of a batch that one replica sees.
    package struct Work: Sendable {
        let costs: BlockCosts
        let batches: Int
        /// Of each block, in bytes: what goes up of a batch, and its gradients.
        let outputs: [Int]
        let gradients: [Int]

        package init(costs: BlockCosts, batches: Int, outputs: [Int], gradients: [Int]) {
            (self.costs, self.batches) = (costs, batches)
            (self.outputs, self.gradients) = (outputs, gradients)
        }
    }

    /// What every further batch waits for.
    package enum Slowest: Sendable, Equatable {
        case stage(Int)
        /// Above that stage.
        case link(Int)
    }

    package let cut: StageCut
    package let secondsPerEpoch: Double
    package let slowest: Slowest
    /// Seconds of a batch at the slowest place.
    package let secondsPerBatch: Double
    /// Of the epoch, in 0…1, by which it is longer than all batches at the slowest place.
    package let fillShare: Double
    /// In 0…1, of each stage: neither learning nor copying.
    package let idleShares: [Double]
    /// Bytes that go up in an epoch through the link above each stage but the last.
    package let linkBytes: [Int]

    package init(_ work: Work, cut: StageCut, replicas: Int, line: Line) {
        self.cut = cut
        let (costs, last) = (work.costs, cut.ranges.count - 1)
        let parts = Double(replicas)
        let learning = cut.ranges.enumerated().map { stage, range in
            costs.blocks[range].reduce(stage == 0 ? costs.loading : 0, +)
                + (stage < last ? costs.copies[range.upperBound - 1] : 0)
        }
        let sums = cut.ranges.map { range in
            replicas == 1
                ? 0
                : work.gradients[range].reduce(0) {
                    $0 + 2 * (parts - 1) / parts * Double($1) / line.bytesPerSecond
                        + 2 * line.latency
                }
        }
        let stages = zip(learning, sums).map(+)
        let sent = cut.ranges.dropLast().map { work.outputs[$0.upperBound - 1] }
        let links = sent.map { Double($0) / line.bytesPerSecond + 3 * line.latency }
        let places =
            stages.enumerated().map { (Slowest.stage($0.offset), $0.element) }
            + links.enumerated().map { (Slowest.link($0.offset), $0.element) }
        let most = places.reduce(places[0]) { $1.1 > $0.1 ? $1 : $0 }
        let batches = Double(work.batches)
        let epoch = places.reduce(0) { $0 + $1.1 } + (batches - 1) * most.1
        (slowest, secondsPerBatch) = most
        secondsPerEpoch = epoch
        fillShare = max(0, 1 - batches * most.1 / epoch)
        idleShares = learning.map { max(0, 1 - batches * $0 / epoch) }
        linkBytes = sent.map { $0 * work.batches }
    }
}
