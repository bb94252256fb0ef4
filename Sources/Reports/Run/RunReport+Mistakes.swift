import OnwardDrawing
import OnwardInference

/// The wrong answers that were given with most share.
extension RunReport {
    var mistakes: Page.Section? {
        guard let all = evaluation?.figures?.mistakes, !all.isEmpty else { return nil }
        guard let samples, let network else {
            return section(Markup([introduction, table(all)]))
        }
        let views = SampleView.of(
            samples, at: all.map(\.sample), preparation: network.preparation)
        let items = zip(all, views).map { mistake, view -> Markup in
            let (truth, answer) = (className(mistake.truth), className(mistake.answer))
            let name = view.name ?? "test sample \(mistake.sample)"
            return """
                <li>\(view.markup(alt: "\(name): \(truth), taken for \(answer)"))\
                <p><strong>\(truth)</strong> taken for <strong>\(answer)</strong><br>\
                \(Decimals.percent(mistake.share, places: 1)) sure<br>\
                <span class="soft">\(name)</span></p></li>
                """
        }
        let isNarrow = views.allSatisfy { $0.picture != nil }
        return section(
            Markup([
                introduction,
                "<ul class=\"samples\(isNarrow ? "" : " rows")\">\n\(items)\n</ul>",
            ]))
    }

    private func section(_ content: Markup) -> Page.Section {
        Page.Section("mistakes", "The mistakes it was surest of", content)
    }

    private var introduction: Markup {
        let kind: Markup =
            network?.objective.readsHead == false && evaluation?.figures?.temperature == nil
            ? " Goodness was not trained to say how sure it is: its shares only order the mistakes."
            : ""
        return """
            <p>How sure it is: the share that softmax gives the answer.\(kind)</p>
            """
    }

    private func table(_ mistakes: [Mistake]) -> Markup {
        DataTable(
            caption: "Without the samples themselves",
            headings: ["test sample", "truth", "taken for", "how sure"],
            rows: mistakes.map { mistake in
                [
                    "\(mistake.sample)", "\(className(mistake.truth))",
                    "\(className(mistake.answer))", "\(Decimals.percent(mistake.share, places: 1))",
                ]
            }, words: [1, 2]
        ).markup
    }
}
