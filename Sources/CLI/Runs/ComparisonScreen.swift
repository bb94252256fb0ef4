import OnwardReports
import OnwardTerminal

/// A comparison as the command shows it.
struct ComparisonScreen {
    private let comparison: RunComparison

    init(_ comparison: RunComparison) { self.comparison = comparison }

    func show() {
        let table = ComparisonTable(comparison)
        print(TextTable(headings: table.headings, rows: table.rows, texts: table.words).text)
        if !table.differenceRows.isEmpty {
            print("\nmean difference on the seeds that both have ± its standard error")
            print(
                TextTable(
                    headings: ComparisonTable.differenceHeadings, rows: table.differenceRows,
                    texts: [0]
                ).text)
        }
        for note in comparison.notes { Log.warning(note) }
        for run in comparison.runs {
            for note in run.record.notes { Log.warning(run.name, note) }
        }
    }
}
