import Foundation
import OnwardTestSupport
import Testing

@testable import OnwardExperiments

@Suite("Results of an experiment")
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
        try written.save(to: file)
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
}
