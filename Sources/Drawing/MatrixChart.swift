/// How often each class was taken for each: rows are the truth, columns the answers. What is right and
/// what is wrong have colors of their own, the stronger the larger the share of the row.
///
/// Cells of one shade are one path, so that ten thousand of them stay a small picture.
package struct MatrixChart: Sendable {
    let title: String
    let counts: [[Int]]
    let names: [String]

    /// - Parameter counts: [truth][answer].
    package init(title: String, counts: [[Int]], names: [String]) {
        self.title = title
        self.counts = counts
        self.names = names
    }

    /// With more classes than this, names and numbers have no room.
    private static let greatestNamed = 20
    private static let shades = 8
    /// Of more cells the rarest are left out: nobody could see them.
    private static let greatestCells = 20_000

    private var isNamed: Bool { names.count <= MatrixChart.greatestNamed }
    private var cell: Double { isNamed ? 30 : 600 / Double(names.count) }
    private var longest: Int { shown.map(\.count).max() ?? 0 }
    private var left: Double { isNamed ? 12 + 6.6 * Double(longest) : 40 }
    private var top: Double { isNamed && isUpright ? left : 30 }
    /// Whether names above the columns are too long to lie.
    private var isUpright: Bool { longest > 3 }
    private var side: Double { cell * Double(names.count) }

    private var shown: [String] { names.map { $0.count > 14 ? $0.prefix(13) + "…" : $0 } }

    package var figure: Markup {
        """
        <figure class="wide"><svg class="chart matrix" role="img" \
        viewBox="0 0 \(left + side + 4) \(top + side + 4)" \
        style="max-width:\(Int(1.5 * (left + side)))px" aria-label="\(summary)">
        \(paths)
        <rect class="frame" x="\(left)" y="\(top)" width="\(side)" height="\(side)"/>
        \(isNamed ? Markup(nameTexts + numberTexts) : Markup(ticks))
        </svg><figcaption>\(title)</figcaption></figure>
        """
    }

    private var summary: String {
        let (right, all) = (
            counts.indices.reduce(0) { $0 + counts[$1][$1] }, counts.joined().reduce(0, +)
        )
        return "\(title): \(right) of \(all) on the diagonal"
    }

    /// Counts below this are not drawn.
    private var least: Int {
        let known = counts.joined().filter { $0 > 0 }
        guard known.count > MatrixChart.greatestCells else { return 1 }
        return known.sorted(by: >)[MatrixChart.greatestCells] + 1
    }

    private var paths: [Markup] {
        var cells: [String: String] = [:]
        let least = least
        for (truth, row) in counts.enumerated() {
            let all = row.reduce(0, +)
            for (answer, count) in row.enumerated() where count >= least {
                let kind = truth == answer ? "right" : "wrong"
                let place: Markup = """
                    M\(left + cell * Double(answer)) \(top + cell * Double(truth))\
                    h\(cell)v\(cell)h-\(cell)z
                    """
                cells["\(kind) shade-\(shade(count, all))", default: ""] += place.text
            }
        }
        return cells.sorted { $0.key < $1.key }.map { kind, places in
            "<path class=\"\(kind)\" d=\"\(places)\"/>"
        }
    }

    /// From 1 up; the square root makes rare mistakes visible.
    private func shade(_ count: Int, _ all: Int) -> Int {
        let share = Double(count) / Double(max(all, 1))
        return max(1, Int((share.squareRoot() * Double(MatrixChart.shades)).rounded(.up)))
    }

    private func middle(_ number: Int) -> Double { cell * (Double(number) + 0.5) }

    private var nameTexts: [Markup] {
        shown.enumerated().map { number, name in
            let (x, y) = (left + middle(number) + (isUpright ? 4 : 0), top - 6)
            let turn: Markup = " transform=\"rotate(-90 \(x) \(y))\""
            return """
                <text class="end" x="\(left - 5)" y="\(top + middle(number) + 4)">\(name)</text>\
                <text\(isUpright ? turn : " class=\"middle\"") x="\(x)" y="\(y)">\(name)</text>
                """
        }
    }

    private var numberTexts: [Markup] {
        counts.enumerated().flatMap { truth, row in
            let all = row.reduce(0, +)
            return row.enumerated().filter { $0.element > 0 }.map { answer, count -> Markup in
                // Between these shades no letters could be read on.
                let isStrong = shade(count, all) >= 7
                let kind = truth == answer ? " on-right" : " on-wrong"
                return """
                    <text class="middle small\(isStrong ? kind : "")" \
                    x="\(left + middle(answer))" y="\(top + middle(truth) + 4)">\(count)</text>
                    """
            }
        }
    }

    /// Numbers of classes, counted from 0.
    private var ticks: [Markup] {
        stride(from: 0, to: names.count, by: names.count > 50 ? 10 : 5).map { number in
            """
            <text class="end" x="\(left - 5)" y="\(top + middle(number) + 4)">\(number)</text>\
            <text class="middle" x="\(left + middle(number))" y="\(top - 6)">\(number)</text>
            """
        }
    }
}
