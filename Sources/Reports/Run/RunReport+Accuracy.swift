import OnwardDrawing
import OnwardInference
import OnwardRuns

/// How well the kept model tells the test samples apart, in every mode.
extension RunReport {
    var accuracies: Page.Section? {
        let decides = evaluation?.prediction ?? record.summary?.prediction
        let modes = PredictionMode.allCases.compactMap { mode in
            (evaluation?.accuracies[mode] ?? record.summary?.testAccuracy(mode)).map { accuracy in
                (
                    "\(Self.words[mode] ?? mode.words)\(mode == decides ? " (decides)" : "")",
                    accuracy
                )
            }
        }
        guard !modes.isEmpty else { return nil }
        let blocks = evaluation?.blockAccuracy ?? record.summary?.blockTestAccuracy ?? []
        let bars = ShareBars(
            caption: "Accuracy on the test samples, in every way to ask",
            bars: modes.map { (label: $0.0, share: $0.1) }
                + blocks.enumerated().map { ("block \($0 + 1) alone", $1) },
            reference: largestShare.map { ("always the largest class", $0) })
        return Page.Section(
            "accuracy", "Test accuracy",
            "<div class=\"figures\">\(bars.markup)<div>\(figures)</div></div>")
    }

    private static let words: [PredictionMode: String] = [
        .sum: "sum over blocks", .lastBlock: "last block", .onePass: "reader, in one pass",
    ]

    private var figures: Markup {
        let (own, summary) = (evaluation?.figures, record.summary)
        let all: [(String, Double?)] = [
            ("balanced accuracy", own.map { $0.balancedAccuracy } ?? summary?.balancedAccuracy),
            ("macro F1", own?.f1 ?? summary?.macroF1),
            ("macro AUC", own.map { $0.area } ?? summary?.macroArea),
            ("among the top 3", own?.topThreeAccuracy),
            ("log loss", own.map { $0.loss } ?? summary?.testLoss),
            ("calibration error", own.map { $0.calibrationError } ?? summary?.calibrationError),
        ]
        let rows = all.filter { $0.1 != nil }.map { name, value -> [Markup] in
            ["\(name)", "\(Decimals.fixed(value, places: 4))"]
        }
        let unanswered = evaluation?.unanswered.count ?? summary?.unanswered ?? 0
        let note: Markup? =
            unanswered > 0
            ? """
            <p class="note">For \(unanswered) samples the evidence is no number; they count as wrong.</p>
            """ : nil
        let table = DataTable(
            caption: "What says how much the accuracy is worth", headings: ["measure", "value"],
            rows: rows)
        return Markup([note, rows.isEmpty ? nil : table.markup].compactMap(\.self))
    }
}
