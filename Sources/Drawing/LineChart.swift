/// Lines over two axes as a picture in SVG, which every browser draws.
package struct LineChart: Sendable {
    package struct Line: Sendable {
        let label: String
        /// From left to right; what is no number, or beyond all drawing, is left out.
        let points: [(x: Double, y: Double)]
        /// Whether each point is a dot, too.
        let hasDots: Bool
        /// Whether it is only there to compare with: thin, dashed and without a color.
        let isGuide: Bool

        package init(
            label: String, points: [(x: Double, y: Double)], hasDots: Bool = false,
            isGuide: Bool = false
        ) {
            self.label = label
            self.points = points.filter { abs($0.x) < 1e100 && abs($0.y) < 1e100 }
            self.hasDots = hasDots
            self.isGuide = isGuide
        }

        package var isEmpty: Bool { points.isEmpty }
    }

    /// Whether there is nothing to draw.
    package var isEmpty: Bool { lines.allSatisfy(\.isEmpty) }

    let title: String
    let x: String
    let y: String
    let lines: [Line]
    /// A place on the first axis that is marked, and what is there.
    let mark: (x: Double, label: String)?
    /// Whether the first axis has whole numbers alone.
    let isWhole: Bool
    let form: ChartForm

    package init(
        title: String, x: String, y: String, lines: [Line], mark: (x: Double, label: String)? = nil,
        isWhole: Bool = false, form: ChartForm = .sheet
    ) {
        self.title = title
        self.x = x
        self.y = y
        self.lines = lines
        self.mark = mark
        self.isWhole = isWhole
        self.form = form
    }

    /// A file of its own.
    package var svg: String {
        let file: Markup = """
            <svg xmlns="http://www.w3.org/2000/svg" class="chart" \
            viewBox="0 0 \(form.width) \(form.height)">
            <style>\(Markup(trusted: PageStyle.charts))</style>
            <rect class="ground" width="\(form.width)" height="\(form.height)"/>
            \(content)
            </svg>

            """
        return file.text
    }

    /// A picture on a page, with words for who does not see it.
    package var figure: Markup {
        """
        <figure><svg class="chart" role="img" viewBox="0 0 \(form.width) \(form.height)" \
        aria-label="\(summary)">
        \(content)
        </svg><figcaption>\(title)\(mark == nil ? "" : legendOfMark)</figcaption></figure>
        """
    }

    /// The lines' names with their looks, for all charts that have the same lines.
    package var legend: Markup {
        let entries = lines.enumerated().map { index, line -> Markup in
            """
            <li><svg class="chart sample" viewBox="0 0 28 8" aria-hidden="true">\
            <path class="line \(look(index))" d="M0 4H28"/></svg>\(line.label)</li>
            """
        }
        return "<ul class=\"legend\">\(entries)</ul>"
    }

    /// `Loss: block 1 from 0.81 to 0.02`
    private var summary: String {
        let said = lines.filter { !$0.isGuide && !$0.points.isEmpty }.prefix(12).map { line in
            let (first, last) = (line.points[0].y, line.points[line.points.count - 1].y)
            return "\(line.label) from \(Decimals.short(first)) to \(Decimals.short(last))"
        }
        return "\(title): \(said.joined(separator: ", "))"
    }

    private var legendOfMark: Markup { ", \(mark?.label ?? "") marked" }

    private var content: Markup {
        let points = lines.flatMap(\.points)
        let across = ChartAxis(
            points.map(\.x), isWhole: isWhole, from: form.left, to: form.right)
        let up = ChartAxis(points.map(\.y), from: form.bottom, to: form.top)
        return Markup(
            words + rules(across, up) + drawnMark(across)
                + lines.indices.map { drawn(number: $0, across, up) })
    }

    private var words: [Markup] {
        let middle = (form.left + form.right) / 2
        let side = (form.top + form.bottom) / 2
        let below = form.height - (form.isAlone ? 15 : 6)
        let axes: [Markup] = [
            "<text class=\"middle\" x=\"\(middle)\" y=\"\(below)\">\(x)</text>",
            """
            <text class="middle" x="\(form.isAlone ? 20 : 10)" y="\(side)" \
            transform="rotate(-90 \(form.isAlone ? 20 : 10) \(side))">\(y)</text>
            """,
        ]
        let name: Markup = "<text class=\"title middle\" x=\"\(middle)\" y=\"28\">\(title)</text>"
        return form.isAlone ? [name] + axes : axes
    }

    private func rules(_ across: ChartAxis, _ up: ChartAxis) -> [Markup] {
        across.ticks.map { tick in
            let place = across.place(tick)
            return """
                <path class="rule" d="M\(place) \(form.top)V\(form.bottom)"/>\
                <text class="middle" x="\(place)" y="\(form.bottom + 16)">\(across.shown(tick))</text>
                """
        }
            + up.ticks.map { tick in
                let place = up.place(tick)
                return """
                    <path class="rule" d="M\(form.left) \(place)H\(form.right)"/>\
                    <text class="end" x="\(form.left - 6)" y="\(place + 4)">\(up.shown(tick))</text>
                    """
            }
    }

    private func drawnMark(_ across: ChartAxis) -> [Markup] {
        guard let mark else { return [] }
        return ["<path class=\"mark\" d=\"M\(across.place(mark.x)) \(form.top)V\(form.bottom)\"/>"]
    }

    /// The line, and beside a chart that stands alone its entry in the legend.
    private func drawn(number index: Int, _ across: ChartAxis, _ up: ChartAxis) -> Markup {
        let line = lines[index]
        let places = line.points.map { (x: across.place($0.x), y: up.place($0.y)) }
        let corners = LineCorners.of(places, atMost: max(24, min(400, 8000 / lines.count))).map {
            let corner: Markup = "\($0.x),\($0.y)"
            return corner.text
        }
        let entry = legendEntry(index)
        return """
            <polyline class="line \(look(index))" points="\(corners.joined(separator: " "))"/>\
            \(dots(line, places, look(index)))\(form.isAlone ? entry : nil)
            """
    }

    private func legendEntry(_ index: Int) -> Markup {
        let height = form.top + 10 + 22 * Double(index)
        return """
            <path class="line \(look(index))" d="M\(form.right + 16) \(height)h24"/>\
            <text x="\(form.right + 48)" y="\(height + 5)">\(lines[index].label)</text>
            """
    }

    /// A single point would be no line.
    private func dots(
        _ line: Line, _ places: [(x: Double, y: Double)], _ look: String
    ) -> [Markup] {
        guard places.count == 1 || line.hasDots else { return [] }
        return places.map { place in
            "<circle class=\"dot \(look)\" cx=\"\(place.x)\" cy=\"\(place.y)\" r=\"3\"/>"
        }
    }

    /// Classes of the style: seven colors, and dashes where they come again.
    private func look(_ index: Int) -> String {
        guard !lines[index].isGuide else { return "guide" }
        return "hue-\(index % 7) dash-\(index / 7 % 3)"
    }
}
