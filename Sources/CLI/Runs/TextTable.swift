import OnwardTerminal

/// Rows of texts with their columns below one another, on a screen.
struct TextTable {
    let headings: [String]
    let rows: [[String]]
    /// Columns of texts, which begin on the left; numbers end on the right.
    let texts: Set<Int>

    var text: String {
        let widths = headings.indices.map { column in
            ([headings] + rows).map { $0[column].count }.max() ?? 0
        }
        return ([headings] + rows).map { row in
            let cells = row.enumerated().map { column, cell in
                texts.contains(column)
                    ? cell + String(repeating: " ", count: widths[column] - cell.count)
                    : Table.pad(cell, widths[column])
            }
            let line = cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n")
    }
}
