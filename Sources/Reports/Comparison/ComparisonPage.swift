import Foundation
import OnwardDrawing
import OnwardLearning
import OnwardRuns

/// A comparison as a page: its table, and the runs' curves over one another.
package struct ComparisonPage: Sendable {
    private let comparison: RunComparison

    package init(_ comparison: RunComparison) { self.comparison = comparison }

    package var html: String {
        let table = ComparisonTable(comparison)
        let best = comparison.groups.count > 1 ? comparison.groups.count { $0.rank == 1 } : 0
        let rows = table.rows.map { row in row.map { text -> Markup in "\(text)" } }
        var parts = [
            DataTable(
                caption: "What differs between the recipes, and what came of it",
                headings: table.headings, rows: rows, marked: best, words: table.words
            ).markup
        ]
        if !table.differenceRows.isEmpty {
            parts.append(
                DataTable(
                    caption: """
                        The best less the others on the seeds that both have: mean difference ± \
                        standard error
                        """, headings: ComparisonTable.differenceHeadings,
                    rows: table.differenceRows.map { row in row.map { text -> Markup in "\(text)" }
                    }
                ).markup)
        }
        let curves = charts
        return Page(
            title: "\(RunReport.plural(comparison.runs.count, "run")) compared", lead: lead,
            sections: [.init("results", "Results", Markup(parts))]
                + (curves.isEmpty
                    ? []
                    : [
                        .init(
                            "curves", "Curves",
                            Markup([
                                curves[0].legend,
                                "<div class=\"figures\">\(curves.map(\.figure))</div>",
                            ]))
                    ]),
            foot: "<p>Written by Onward \(RunEnvironment.version).</p>"
        ).html
    }

    private var lead: Markup {
        let notes = comparison.notes.map { note -> Markup in "<p class=\"note\">\(note)</p>" }
        return """
            <p class="lead">Ranked by validation accuracy. Test accuracy stands last and chooses \
            nothing; ± is the standard deviation over seeds.</p>
            \(notes)
            """
    }

    /// A line for each group, the mean of its runs as far as all have come.
    private var charts: [LineChart] {
        let groups =
            comparison.groups.map { (label: $0.label, runs: $0.runs) }
            + comparison.others.map { (label: $0.name, runs: [$0]) }
        func chart(
            _ title: String, _ x: String, _ value: (EpochReport) -> Double?,
            at place: ([EpochReport], Int) -> Double
        ) -> LineChart {
            LineChart(
                title: title, x: x, y: "accuracy",
                lines: groups.map { group in
                    .init(
                        label: group.label,
                        points: ComparisonPage.means(group.runs, value, at: place))
                }, isWhole: x == "epoch", form: .figure)
        }
        let all = [
            chart("Validation accuracy by epoch", "epoch", \.validationAccuracy) {
                Double($0[$1].epoch)
            },
            chart("Validation accuracy by time", "seconds of training", \.validationAccuracy) {
                $0[...$1].reduce(0) { $0 + $1.seconds }
            },
        ]
        return all.filter { !$0.isEmpty }
    }

    private static func means(
        _ runs: [ComparedRun], _ value: (EpochReport) -> Double?,
        at place: ([EpochReport], Int) -> Double
    ) -> [(x: Double, y: Double)] {
        let all = runs.map(\.record.epochs)
        let count = all.map(\.count).min() ?? 0
        return (0..<count).compactMap { index in
            let values = all.compactMap { value($0[index]) }
            guard values.count == all.count else { return nil }
            let x = all.reduce(0) { $0 + place($1, index) } / Double(all.count)
            return (x, values.reduce(0, +) / Double(values.count))
        }
    }
}
