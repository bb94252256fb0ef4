import Foundation
import OnwardExperiments

/// Lines over two axes as a picture in SVG, which every browser draws.
struct LineChart {
    struct Line {
        let label: String
        let points: [(x: Double, y: Double)]
    }

    let title: String
    let x: String
    let y: String
    let lines: [Line]

    /// 800 × 500, the legend at the right of the plot.
    var svg: String {
        let points = lines.flatMap(\.points)
        let across = ChartAxis(points.map(\.x), from: 80, to: 620)
        let up = ChartAxis(points.map(\.y), from: 440, to: 50)
        let head = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 500" font-family="sans-serif" \
            font-size="13">
            <rect width="800" height="500" fill="white"/>
            """
        let curves = lines.enumerated().map { drawn($0.element, number: $0.offset, across, up) }
        return ([head] + words + rules(across, up) + curves).joined(separator: "\n") + "\n</svg>\n"
    }

    private var words: [String] {
        [
            text(title, 350, 28, "text-anchor=\"middle\" font-size=\"15\""),
            text(x, 350, 485, "text-anchor=\"middle\""),
            text(y, 20, 245, "text-anchor=\"middle\" transform=\"rotate(-90 20 245)\""),
        ]
    }

    private func rules(_ across: ChartAxis, _ up: ChartAxis) -> [String] {
        across.ticks.map { tick in
            let place = across.place(tick)
            return rule(place, 50, place, 440)
                + text(across.shown(tick), place, 458, "text-anchor=\"middle\"")
        }
            + up.ticks.map { tick in
                let place = up.place(tick)
                return rule(80, place, 620, place)
                    + text(up.shown(tick), 72, place + 4, "text-anchor=\"end\"")
            }
    }

    /// The line, and its entry in the legend.
    private func drawn(
        _ line: Line, number index: Int, _ across: ChartAxis, _ up: ChartAxis
    ) -> String {
        let color = Self.colors[index % Self.colors.count]
        let corners = Self.corners(of: line.points).map {
            number(across.place($0.x)) + "," + number(up.place($0.y))
        }
        let height = 60 + 22 * Double(index)
        return """
            <polyline fill="none" stroke="\(color)" stroke-width="2" \
            points="\(corners.joined(separator: " "))"/>
            <rect x="636" y="\(number(height))" width="24" height="3" fill="\(color)"/>\
            \(text(line.label, 668, height + 6, ""))
            """
    }

    /// Okabe and Ito's, which color-blind readers tell apart.
    private static let colors = [
        "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000",
    ]

    /// Without the points in the middle of a level stretch.
    private static func corners(
        of points: [(x: Double, y: Double)]
    ) -> [(x: Double, y: Double)] {
        points.indices.filter { index in
            index == 0 || index == points.count - 1
                || points[index].y != points[index - 1].y
                || points[index].y != points[index + 1].y
        }.map { points[$0] }
    }

    private func rule(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> String {
        "<path stroke=\"#ddd\" d=\"M\(number(x1)) \(number(y1))L\(number(x2)) \(number(y2))\"/>"
    }

    private func text(_ text: String, _ x: Double, _ y: Double, _ attributes: String) -> String {
        let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        return "<text x=\"\(number(x))\" y=\"\(number(y))\" \(attributes)>\(escaped)</text>"
    }

    private func number(_ value: Double) -> String { String(format: "%.4g", value) }
}

extension LineChart {
    /// nil where there is nothing to draw.
    init?(_ plot: Plot, of results: ExperimentResults) {
        lines = plot.lines.map { Line(label: $0.label, points: $0.points(in: results)) }
            .filter { !$0.points.isEmpty }
        (title, x, y) = (plot.title, plot.x, plot.y)
        if lines.isEmpty { return nil }
    }
}
