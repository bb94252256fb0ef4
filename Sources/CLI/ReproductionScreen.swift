import Foundation
import OnwardExperiments
import OnwardReports
import OnwardTerminal

/// What an experiment shows: a line for each finished cell, on a terminal also one that moves, and
/// the report at the end.
final class ReproductionScreen {
    private let run: ExperimentRun
    private var line = MovingLine()
    private var latest: ExperimentRun.Progress?

    init(_ run: ExperimentRun) { self.run = run }

    /// Names, titles and budgets.
    static var list: String {
        Experiments.all.map { experiment in
            func column(_ text: String) -> String {
                text.padding(toLength: 18, withPad: " ", startingAt: 0)
            }
            return column(experiment.name) + experiment.title + "\n" + column("")
                + "\(experiment.budget)"
        }.joined(separator: "\n")
    }

    func begin() {
        print(run.experiment.title)
        for job in run.changedJobs {
            print("\(job): its settings have changed since its earlier cells, which are run again")
        }
        flush()
    }

    /// The line that moves.
    func show(_ progress: ExperimentRun.Progress) {
        latest = progress
        line.show(
            String(
                format: "cell %d of %d  %@, seed %d  %.0f %%  about %@ left",
                progress.finished + 1, progress.cells, progress.job, Int(progress.seed),
                progress.share * 100, MovingLine.time(progress.secondsLeft)))
    }

    func add(_ cell: FinishedCell) {
        let accuracy = cell.outcome.values[Measure.accuracy.key]
        let number = run.results.cells.count
        line.replace(
            with: "\(number)/\(max(latest?.cells ?? number, number))  "
                + "\(cell.job), seed \(cell.seed)"
                + (accuracy.map { "  accuracy \(Table.share($0))" } ?? "")
                + String(format: "  %.1f s", cell.outcome.seconds))
    }

    /// - Parameter report: where it was written.
    func end(_ report: URL) throws {
        print("\n" + (try String(contentsOf: report, encoding: .utf8)))
        for data in run.substitutes {
            print("\(data) was not found: this rehearsal drew digits in its place")
        }
        print("written: \(report.relativePath)")
        flush()
    }

    private func flush() { fflush(nil) }
}
