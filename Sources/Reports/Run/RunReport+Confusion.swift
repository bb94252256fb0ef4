import OnwardDrawing
import OnwardInference

/// Which classes are taken for which.
extension RunReport {
    var confusion: Page.Section? {
        guard let evaluation, let network else { return nil }
        let chart = MatrixChart(
            title: """
                Rows are the truth, columns the answers. Blue is right, orange is wrong, and the \
                stronger the larger its share of the class.
                """, counts: evaluation.confusion, names: network.classes)
        let tables = [mixUps(evaluation.confusion), classTable].compactMap(\.self)
        return Page.Section(
            "confusion", "Which classes are taken for which",
            "\(chart.figure)<div class=\"figures\">\(tables)</div>")
    }

    private func mixUps(_ counts: [[Int]]) -> Markup? {
        let all = counts.enumerated().flatMap { truth, row in
            row.enumerated().filter { $0.offset != truth && $0.element > 0 }.map {
                (truth: truth, answer: $0.offset, count: $0.element, of: row.reduce(0, +))
            }
        }.sorted { ($0.count, $1.truth, $1.answer) > ($1.count, $0.truth, $0.answer) }
        guard !all.isEmpty else { return nil }
        return DataTable(
            caption: "The most frequent mistakes",
            headings: ["truth", "taken for", "samples", "of the class"],
            rows: all.prefix(10).map { pair in
                [
                    "\(className(pair.truth))", "\(className(pair.answer))", "\(pair.count)",
                    "\(Decimals.percent(Double(pair.count) / Double(pair.of), places: 1))",
                ]
            }, words: [1]
        ).markup
    }

    private var classTable: Markup? {
        guard let figures = evaluation?.figures else { return nil }
        let rows = figures.classes.enumerated().map { number, own -> [Markup] in
            [
                "\(className(number))", "\(own.samples)",
                "\(Decimals.fixed(own.precision, places: 4))",
                "\(Decimals.fixed(own.recall, places: 4))", "\(Decimals.fixed(own.f1, places: 4))",
                "\(Decimals.fixed(figures.areas[number], places: 4))",
            ]
        }
        let table = DataTable(
            caption: "Every class",
            headings: ["class", "samples", "precision", "recall", "F1", "AUC"], rows: rows)
        return rows.count > 20 ? table.folded : table.markup
    }
}
