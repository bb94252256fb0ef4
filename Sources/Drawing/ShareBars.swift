/// Shares of 1 as bars one below the other, with a line to compare all with.
package struct ShareBars: Sendable {
    let caption: String
    let bars: [(label: String, share: Double)]
    /// The share that needs no learning, and what it is.
    let reference: (label: String, share: Double)?

    package init(
        caption: String, bars: [(label: String, share: Double)],
        reference: (label: String, share: Double)?
    ) {
        self.caption = caption
        self.bars = bars
        self.reference = reference
    }

    package var markup: Markup {
        let all = bars + (reference.map { [$0] } ?? [])
        let rows = all.enumerated().map { index, bar -> Markup in
            """
            <tr\(index == bars.count ? " class=\"reference\"" : nil)>\
            <th scope="row">\(bar.label)</th><td class="number">\(Decimals.percent(bar.share))</td>\
            <td class="bar" aria-hidden="true">\(picture(of: bar.share))</td></tr>
            """
        }
        return """
            <table class="bars"><caption>\(caption)</caption>
            <thead class="unseen"><tr><th scope="col">By</th><th scope="col">Accuracy</th>\
            <th scope="col">Bar</th></tr></thead>
            <tbody>
            \(rows)
            </tbody></table>
            """
    }

    private func picture(of share: Double) -> Markup {
        let place = (reference?.share ?? 0) * 100
        let line: Markup = "<path class=\"mark\" d=\"M\(place) 0V10\"/>"
        return """
            <svg class="chart" viewBox="0 0 100 10" preserveAspectRatio="none">\
            <rect class="track" width="100" height="10"/>\
            <rect class="fill" width="\(share * 100)" height="10"/>\(reference == nil ? nil : line)</svg>
            """
    }
}
