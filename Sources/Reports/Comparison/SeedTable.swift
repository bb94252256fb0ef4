import OnwardDrawing
import OnwardRuns

/// Runs that differ by the seed alone, one below the other, and what they come to together.
package struct SeedTable: Sendable {
    private let group: RunGroup

    package init(_ group: RunGroup) { self.group = group }

    package static let headings = [
        "seed", "kept epoch", "validation", "seconds", "peak memory", "test",
    ]

    package var rows: [[String]] {
        group.runs.map { run in
            let record = run.record
            return [
                run.seed.map { "\($0)" } ?? "–", (record.keptEpoch?.epoch).map { "\($0)" } ?? "–",
                Decimals.fixed(record.validationAccuracy, places: 4),
                Decimals.fixed(record.trainSeconds, places: 1),
                record.peakMemoryBytes.map(Decimals.bytes) ?? "–",
                Decimals.fixed(record.summary?.testAccuracy, places: 4),
            ]
        } + [
            [
                "mean", ComparisonTable.shown(group.keptEpoch, places: 1),
                ComparisonTable.shown(group.validation, places: 4),
                ComparisonTable.shown(group.seconds, places: 1),
                group.memory.map { Decimals.bytes(Int($0.mean)) } ?? "–",
                ComparisonTable.shown(group.test, places: 4),
            ]
        ]
    }
}
