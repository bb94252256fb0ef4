import OnwardDrawing
import OnwardInference

/// How sure the network is against how right it is, and what leaving early would save.
extension RunReport {
    var sureness: Page.Section? {
        let charts = [reliability, exits].compactMap(\.self)
        return charts.isEmpty
            ? nil
            : Page.Section(
                "sureness", "How sure it is, and how right",
                "<div class=\"figures\">\(charts)</div>")
    }

    private var reliability: Markup? {
        guard let figures = evaluation?.figures, !figures.reliability.isEmpty else { return nil }
        let bins = figures.reliability.filter { $0.samples > 0 }
        let chart = LineChart(
            title: """
                Answers by how sure they are: on the dashed line they are right as often as they say, \
                below it less often. Calibration error \
                \(Decimals.fixed(figures.calibrationError, places: 4)).
                """, x: "how sure", y: "share that is right",
            lines: [
                .init(
                    label: "answers", points: bins.map { ($0.sureness, $0.accuracy) }, hasDots: true
                ),
                .init(label: "as sure as right", points: [(0, 0), (1, 1)], isGuide: true),
            ], form: .figure)
        let table = DataTable(
            caption: "The same in numbers", headings: ["how sure", "right", "samples"],
            rows: bins.map { bin in
                [
                    "\(Decimals.percent(bin.sureness, places: 1))",
                    "\(Decimals.percent(bin.accuracy, places: 1))", "\(bin.samples)",
                ]
            })
        return "<div>\(chart.figure)\(table.folded)</div>"
    }

    private var exits: Markup? {
        guard let evaluation, !evaluation.exits.isEmpty else { return nil }
        let chart = LineChart(
            title: """
                Early exit: samples leave at the first block that is so sure of them. Above the dashed \
                line it costs no accuracy.
                """, x: "blocks that a sample is run through, on average", y: "test accuracy",
            lines: [
                .init(
                    label: "leaving early",
                    points: evaluation.exits.map { ($0.averageBlocks, $0.accuracy) }, hasDots: true),
                .init(
                    label: "all blocks",
                    points: [
                        (1, evaluation.accuracy),
                        (Double(evaluation.blockAccuracy.count), evaluation.accuracy),
                    ], isGuide: true),
            ], form: .figure)
        let table = DataTable(
            caption: "The same in numbers",
            headings: ["leaves when so sure", "blocks on average", "test accuracy"],
            rows: evaluation.exits.map { exit in
                [
                    "\(Decimals.short(exit.confidence))",
                    "\(Decimals.fixed(exit.averageBlocks, places: 2))",
                    "\(Decimals.percent(exit.accuracy))",
                ]
            })
        return "<div>\(chart.figure)\(table.folded)</div>"
    }
}
