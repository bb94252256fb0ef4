/// Rows of texts under headings, as a table that a screen reader can walk through.
package struct DataTable: Sendable {
    let caption: String
    let headings: [String]
    let rows: [[Markup]]

    /// - Parameters:
    ///   - caption: what it tells.
    ///   - rows: the first of each is what the row is about.
    package init(caption: String, headings: [String], rows: [[Markup]]) {
        self.caption = caption
        self.headings = headings
        self.rows = rows
    }

    package var markup: Markup {
        let columns = headings.map { heading -> Markup in "<th scope=\"col\">\(heading)</th>" }
        let lines = rows.map { row -> Markup in
            let cells = row.dropFirst().map { cell -> Markup in "<td>\(cell)</td>" }
            return "<tr><th scope=\"row\">\(row.first)</th>\(cells)</tr>"
        }
        return """
            <div class="scroll" role="region" aria-label="\(caption)" tabindex="0"><table>
            <caption>\(caption)</caption>
            <thead><tr>\(columns)</tr></thead>
            <tbody>
            \(lines)
            </tbody></table></div>
            """
    }

    /// The same, closed until it is asked for.
    package var folded: Markup {
        "<details><summary>\(caption)</summary>\n\(markup)</details>"
    }
}
