import Foundation
import OnwardDrawing
import OnwardExperiments
import OnwardRuns

/// A comparison as rows of texts, for a screen and a page, and as a table with commas.
package struct ComparisonTable: Sendable {
    private let comparison: RunComparison

    package init(_ comparison: RunComparison) { self.comparison = comparison }

    /// Letters of a setting that are shown.
    private static let greatestLength = 28

    /// Test accuracy stands last: nothing is chosen by it.
    package var headings: [String] {
        ["run", "rank"] + comparison.settings
            + ["kept epoch", "validation", "seconds", "peak memory", "test"]
    }

    /// Columns of words rather than numbers.
    package var words: Set<Int> { Set([0] + comparison.settings.indices.map { $0 + 2 }) }

    /// A row for each group, the best first, and one for each run that did not end.
    package var rows: [[String]] {
        comparison.groups.map(row)
            + comparison.others.map { run in
                let record = run.record
                return ["\(run.name) (\(record.state.rawValue))", "–"] + settings(of: run) + [
                    (record.keptEpoch?.epoch).map { "\($0)" } ?? "–",
                    Decimals.fixed(record.validationAccuracy, places: 4),
                    Decimals.fixed(record.trainSeconds, places: 1),
                    record.peakMemoryBytes.map(Decimals.bytes) ?? "–", "–",
                ]
            }
    }

    private func row(_ group: RunGroup) -> [String] {
        [group.label, group.rank.map { "\($0)" } ?? "–"] + settings(of: group.runs[0]) + [
            ComparisonTable.shown(group.keptEpoch, places: group.runs.count > 1 ? 1 : 0),
            ComparisonTable.shown(group.validation, places: 4),
            ComparisonTable.shown(group.seconds, places: 1),
            group.memory.map { Decimals.bytes(Int($0.mean)) } ?? "–",
            ComparisonTable.shown(group.test, places: 4),
        ]
    }

    private func settings(of run: ComparedRun) -> [String] {
        comparison.settings.map { key in
            let text = run.shown(key) ?? "–"
            return text.count > Self.greatestLength
                ? text.prefix(Self.greatestLength - 1) + "…" : text
        }
    }

    /// `0.9871 ± 0.0012`
    package static func shown(_ value: Statistic?, places: Int) -> String {
        guard let value else { return "–" }
        let mean = Decimals.fixed(value.mean, places: places)
        return value.deviation.map { "\(mean) ± \(Decimals.fixed($0, places: places))" } ?? mean
    }

    package static let differenceHeadings = ["the best less", "seeds", "validation", "test"]

    /// Mean differences with their standard errors.
    package var differenceRows: [[String]] {
        func shown(_ value: Statistic?) -> String {
            value.map { String(format: "%+.4f ± %.4f", $0.mean, $0.standardError) } ?? "–"
        }
        return comparison.differences.map { difference in
            [
                difference.group.label, "\(difference.validation.count)",
                shown(difference.validation), shown(difference.test),
            ]
        }
    }

    /// A line for each run, in full.
    package var csv: String {
        let header =
            ["rank", "group", "run", "state", "seed"] + comparison.settings + [
                "ended_epochs", "kept_epoch", "validation_accuracy", "train_seconds",
                "peak_memory_bytes", "test_accuracy",
            ]
        let ended = comparison.groups.enumerated().flatMap { number, group in
            group.runs.map { line($0, rank: group.rank, group: number + 1) }
        }
        let others = comparison.others.map { line($0, rank: nil, group: nil) }
        return ([header] + ended + others).map { CommaSeparated.line($0) + "\n" }.joined()
    }

    private func line(_ run: ComparedRun, rank: Int?, group: Int?) -> [String] {
        func text(_ value: (some CustomStringConvertible)?) -> String { value?.description ?? "" }
        let record = run.record
        return [text(rank), text(group), run.name, record.state.rawValue, text(run.seed)]
            + comparison.settings.map { run.shown($0) ?? "" } + [
                text(record.epochs.last?.epoch), text(record.keptEpoch?.epoch),
                text(record.validationAccuracy), text(record.trainSeconds),
                text(record.peakMemoryBytes), text(record.summary?.testAccuracy),
            ]
    }
}
