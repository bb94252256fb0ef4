/// Rows of texts under headings, as a table that a screen reader can walk through.
package struct DataTable: Sendable {
    let caption: String
    let headings: [String]
    let rows: [[Markup]]
    /// How many rows, from the first on, stand out.
    let marked: Int

    /// - Parameters:
    ///   - caption: what it tells.
    ///   - rows: the first of each is what the row is about.
    package init(caption: String, headings: [String], rows: [[Markup]], marked: Int = 0) {
        self.caption = caption
        self.headings = headings
        self.rows = rows
        self.marked = marked
    }

    package var markup: Markup {
        let columns = headings.map { heading -> Markup in "<th scope=\"col\">\(heading)</th>" }
        let lines = rows.enumerated().map { place, row -> Markup in
            let cells = row.dropFirst().map { cell -> Markup in "<td>\(cell)</td>" }
            let mark: Markup? = place < marked ? " class=\"best\"" : nil
            return "<tr\(mark)><th scope=\"row\">\(row.first)</th>\(cells)</tr>"
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
