import Testing

@testable import OnwardDrawing

@Suite("Charts of lines")
struct LineChartTests {
    @Test("A chart has round numbers at its axes and no points in the middle of a level stretch")
    func chart() {
        let points = [(0.0, 3.0), (10, 3), (20, 3), (30, 9)].map { (x: $0.0, y: $0.1) }
        let chart = LineChart(
            title: "a < b & c", x: "epoch", y: "MB",
            lines: [LineChart.Line(label: "one", points: points)])
        let svg = chart.svg
        #expect(svg.contains("points=\"80,440 440,440 620,50\""), "\(svg)")
        #expect(svg.contains("a &lt; b &amp; c"))
        for tick in ["0", "5", "30", "3", "9"] { #expect(svg.contains(">\(tick)</text>")) }
    }

    @Test(
        "Ticks lie at 1, 2 or 5 times a power of ten, and enclose the values",
        arguments: [[0.1, 0.7], [0, 2084], [3.9e-5, 4.4e-5], [5, 5], [-3, 12]])
    func ticks(values: [Double]) {
        let axis = ChartAxis(values, from: 0, to: 100)
        #expect(axis.ticks.count >= 2 && axis.ticks.count <= 10)
        let (first, last) = (axis.ticks[0], axis.ticks[axis.ticks.count - 1])
        #expect(values.allSatisfy { $0 >= first - 1e-12 && $0 <= last + 1e-12 })
        #expect(Set(axis.ticks.map(axis.shown)).count == axis.ticks.count)
        #expect(abs(axis.place(first)) < 1e-9 && abs(axis.place(last) - 100) < 1e-9)
    }

    @Test("Epochs are whole numbers; what is no number is left out; one point is a dot")
    func figure() {
        let chart = LineChart(
            title: "loss", x: "epoch", y: "loss",
            lines: [
                .init(label: "block 1", points: [(1, 0.5), (2, .nan)]),
                .init(label: "block 2", points: [(1, .infinity)]),
            ], isWhole: true, form: .figure)
        let text = chart.figure.text
        #expect(text.contains(">1</text>") && text.contains(">2</text>"))
        #expect(!text.contains(">1.5</text>") && !text.contains("nan") && !text.contains("inf"))
        #expect(text.contains("<circle"))
        #expect(text.contains("aria-label=\"loss: block 1 from 0.5 to 0.5\""))
    }

    @Test("Of many points a line keeps its ends, its least and its greatest")
    func thins() {
        var points = (0..<10_000).map { (x: Double($0), y: Double($0 % 7)) }
        points[5432].y = 99
        points[6789].y = -99
        let kept = LineCorners.of(points, atMost: 200)
        #expect(kept.count <= 202 && kept.count > 100)
        #expect(kept.map(\.y).max() == 99 && kept.map(\.y).min() == -99)
        #expect(kept[0].x == 0 && kept[kept.count - 1].x == 9999)
        #expect(zip(kept, kept.dropFirst()).allSatisfy { $0.x < $1.x })
    }
}
