import Foundation
import OnwardSettings
import Testing

@testable import OnwardExperiments

@Suite("What an experiment writes")
struct ResultsFileTests {
    private func results() -> ExperimentResults {
        var results = ExperimentResults(of: "toy", isQuick: false)
        results.settings = ["one": "data: \"a\" : [b]\n  {c: \\\" : d}\nlr: 0.1\n"]
        results.cells = [
            FinishedCell(
                "one", seed: 1,
                Outcome(
                    values: ["test_accuracy": 1 / 3.0],
                    curves: [
                        "block_1_loss": [1, 0.123456789], "block_2_loss": [nil, 0.25],
                        "megabytes": [2.5],
                    ], seconds: 6), threads: 1)
        ]
        return results
    }

    @Test("A results file says the same when it is read, with a line to a curve")
    func isReadBack() throws {
        let folder = try TemporaryFolder()
        let (file, written) = (folder.url.appending(path: "toy.json"), results())
        try written.write(to: file)
        let read = try ExperimentResults(reading: file)
        #expect(read.settings == written.settings)
        #expect(read.cells.map(\.outcome) == written.cells.map(\.outcome))
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(lines.contains("\"block_1_loss\":[1,0.123457],"), "\(lines)")
        #expect(lines.contains("\"values\":{\"test_accuracy\":0.3333333333333333}"))
    }

    @Test("What follows from what was found need not be written")
    func derives() throws {
        let outcome = results().cells[0].outcome
        #expect(outcome.curve("loss") == [1, (0.123457 + 0.25) / 2])
        #expect(outcome.value("last_loss") == (0.123457 + 0.25) / 2)
        #expect(outcome.value("block_2_last_loss") == 0.25)
        #expect(outcome.value("seconds") == 6 && outcome.value("seconds_per_epoch") == 3)
        #expect(outcome.value("block_3_last_loss") == nil && outcome.curve("accuracy") == nil)
    }

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
}
