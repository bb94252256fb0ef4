/// Rows of texts under headings, as a table that a screen reader can walk through.
package struct DataTable: Sendable {
    let caption: String
    let headings: [String]
    let rows: [[Markup]]
    /// How many rows, from the first on, stand out.
    let marked: Int
    /// Columns of words, which begin on the left as the first does and may take several lines; numbers end
    /// on the right.
    let words: Set<Int>

    /// - Parameters:
    ///   - caption: what it tells.
    ///   - rows: the first of each is what the row is about.
    package init(
        caption: String, headings: [String], rows: [[Markup]], marked: Int = 0,
        words: Set<Int> = []
    ) {
        self.caption = caption
        self.headings = headings
        self.rows = rows
        self.marked = marked
        self.words = words
    }

    package var markup: Markup {
        let columns = headings.enumerated().map { column, heading -> Markup in
            "<th scope=\"col\"\(look(column))>\(heading)</th>"
        }
        let lines = rows.enumerated().map { place, row -> Markup in
            let cells = row.enumerated().dropFirst().map { column, cell -> Markup in
                "<td\(look(column))>\(cell)</td>"
            }
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

    private func look(_ column: Int) -> Markup? {
        words.contains(column) ? " class=\"text\"" : nil
    }

    /// The same, closed until it is asked for.
    package var folded: Markup {
        "<details><summary>\(caption)</summary>\n\(markup)</details>"
    }
}
