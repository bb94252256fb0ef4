import Foundation
import OnwardMachines
import OnwardTerminal

/// What a row of plans comes to, a line for each, and why more programs would not pay.
struct PlanTable {
    let text: String

    /// - Parameter memory: of the blocks that one program holds.
    init(_ plans: [MachinePlan], replicas: Int, memory: (Range<Int>) -> StageMemory) {
        var lines = [
            ["programs", "s/epoch", "idle", "MB/link", "state, MB"].map { Table.pad($0, 12) }
                .joined()
        ]
        for plan in plans {
            let idle = plan.idleShares.reduce(0, +) / Double(plan.idleShares.count)
            let most = plan.cut.ranges.map { memory($0).bytes }.max() ?? 0
            lines.append(
                [
                    "\(plan.cut.ranges.count * replicas)",
                    String(format: "%.3f", plan.secondsPerEpoch),
                    String(format: "%.1f %%", 100 * idle),
                    String(format: "%.1f", Double(plan.linkBytes.max() ?? 0) / 1e6),
                    String(format: "%.1f", Double(most) / 1e6),
                ].map { Table.pad($0, 12) }.joined())
        }
        let best = plans.reduce(plans[0]) { $1.secondsPerEpoch < $0.secondsPerEpoch ? $1 : $0 }
        lines.append("")
        lines.append(
            plans.count == 1
                ? "Every batch waits for \(Self.reason(best))."
                : "Fastest number of programs: \(best.cut.ranges.count * replicas). Every batch waits for "
                    + "\(Self.reason(best)).")
        lines.append("Blocks: \(Self.split(best))")
        text = lines.joined(separator: "\n")
    }

    private static func reason(_ plan: MachinePlan) -> String {
        let milliseconds = String(format: "%.2f ms", 1000 * plan.secondsPerBatch)
        let fill = String(format: "%.0f %%", 100 * plan.fillShare)
        let ranges = plan.cut.ranges
        let place =
            switch plan.slowest {
            case .link(let stage): "the link above block \(ranges[stage].upperBound)"
            case .stage(let stage) where ranges[stage].count == 1:
                "block \(ranges[stage].upperBound), which has a program to itself"
            case .stage(let stage):
                "blocks \(ranges[stage].lowerBound + 1)–\(ranges[stage].upperBound)"
            }
        return "\(place) (\(milliseconds)); "
            + "the first batch's way through all is \(fill) of an epoch"
    }

    private static func split(_ plan: MachinePlan) -> String {
        let parts = plan.cut.ranges.map {
            $0.count == 1 ? "\($0.upperBound)" : "\($0.lowerBound + 1)–\($0.upperBound)"
        }
        return parts.prefix(16).joined(separator: " | ") + (parts.count > 16 ? " | …" : "")
    }
}
