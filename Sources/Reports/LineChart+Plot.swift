import OnwardDrawing
import OnwardExperiments

extension LineChart {
    /// Nil where there is nothing to draw.
    init?(_ plot: Plot, of results: ExperimentResults) {
        let lines = plot.lines.map { Line(label: $0.label, points: $0.points(in: results)) }
            .filter { !$0.isEmpty }
        if lines.isEmpty { return nil }
        self.init(title: plot.title, x: plot.x, y: plot.y, lines: lines)
    }
}
