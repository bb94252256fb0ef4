import OnwardDrawing
import OnwardLearning

/// How every block learned.
extension RunReport {
    var curves: Page.Section? {
        guard let first = record.epochs.first else { return nil }
        let blocks = first.blockLoss.count
        let charts = [
            chart("Loss in training", "loss", lines(blocks) { $0.blockLoss }),
            trainingChart(blocks),
            chart(
                "Accuracy on validation samples", "accuracy",
                lines(blocks) { $0.blockValidationAccuracy ?? [] }
                    + [line("all blocks together", \.validationAccuracy)]),
        ].compactMap(\.self)
        let legend = LineChart(
            title: "", x: "", y: "",
            lines: lines(blocks) { $0.blockLoss } + [
                line("all blocks together", \.validationAccuracy)
            ]
        ).legend
        let findings = record.epochs.flatMap { report in
            (report.findings ?? []).map { finding -> Markup in
                "<p class=\"note\">Epoch \(report.epoch): \(finding.text.replacing("`", with: ""))</p>"
            }
        }
        return Page.Section(
            "learning", "How every block learned",
            Markup(
                [legend, "<div class=\"figures\">\(charts.map(\.figure))</div>"] + findings + [
                    table
                ]))
    }

    /// Under goodness blocks tell no classes apart while they learn, but pairs.
    private func trainingChart(_ blocks: Int) -> LineChart? {
        let accuracies = lines(blocks) { $0.blockAccuracy }
        return accuracies.allSatisfy(\.isEmpty)
            ? chart(
                "True told from false in training", "share of pairs",
                lines(blocks) { $0.pairAccuracy ?? [] })
            : chart("Accuracy in training", "accuracy", accuracies)
    }

    private func chart(_ title: String, _ y: String, _ lines: [LineChart.Line]) -> LineChart? {
        guard !lines.allSatisfy(\.isEmpty) else { return nil }
        let kept = record.keptEpoch.map { epoch in
            (x: Double(epoch.epoch), label: "the kept epoch \(epoch.epoch)")
        }
        return LineChart(
            title: title, x: "epoch", y: y, lines: lines, mark: kept, isWhole: true, form: .figure)
    }

    private func lines(
        _ blocks: Int, _ values: (EpochReport) -> [Double?]
    ) -> [LineChart.Line] {
        (0..<blocks).map { block in
            line("block \(block + 1)") { report in
                let all = values(report)
                return all.indices.contains(block) ? all[block] : nil
            }
        }
    }

    private func line(
        _ label: String, _ value: (EpochReport) -> Double?
    ) -> LineChart.Line {
        LineChart.Line(
            label: label,
            points: record.epochs.compactMap { report in
                value(report).map { (x: Double(report.epoch), y: $0) }
            })
    }

    /// With more epochs than this some are left out of the table, and none of the charts.
    private static let greatestRows = 50

    private var table: Markup {
        let epochs = record.epochs
        let step = (epochs.count + RunReport.greatestRows - 1) / RunReport.greatestRows
        let kept = record.keptEpoch?.epoch
        let rows = epochs.enumerated().filter {
            ($0.offset + 1) % step == 0 || $0.element.epoch == kept
        }.map { _, report -> [Markup] in
            let name = "\(report.epoch)\(report.epoch == kept ? ", kept" : "")"
            return [
                "\(name)", "\(Decimals.fixed(report.loss, places: 4))",
                "\(RunReport.list(report.blockLoss, places: 4))",
                "\(RunReport.list(report.blockAccuracy, places: 4))",
                "\(Decimals.fixed(report.validationAccuracy, places: 4))",
                "\(Decimals.fixed(report.validationLoss, places: 4))",
                "\(Decimals.fixed(report.seconds, places: 2))",
            ]
        }
        let caption =
            step == 1 ? "All epochs in numbers" : "Every \(step)th epoch in numbers"
        return DataTable(
            caption: caption,
            headings: [
                "epoch", "loss", "of each block", "accuracy in training, each block",
                "validation accuracy", "validation loss", "seconds",
            ], rows: rows
        ).folded
    }

    private static func list(_ values: [Double?], places: Int) -> String {
        let shown = values.prefix(8).map { Decimals.fixed($0, places: places) }
        return (shown + (values.count > 8 ? ["…"] : [])).joined(separator: " ")
    }
}
