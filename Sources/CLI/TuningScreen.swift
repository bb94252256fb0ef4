import Foundation
import OnwardModels
import OnwardTerminal
import OnwardTuning

/// What a search shows: a table that grows with every trial that is done, JSON where asked for.
final class TuningScreen {
    private let tuning: Tuning
    private let style: TrainingScreen.Style
    private var line: MovingLine

    init(_ tuning: Tuning, style: TrainingScreen.Style) {
        self.tuning = tuning
        self.style = style
        line = MovingLine(isWanted: style == .automatic)
    }

    func begin() throws {
        switch style {
        case .quiet: return
        case .json: print(try JSONFields.line(SearchStart(tuning)))
        case .automatic:
            let plan = tuning.plan
            print(DatasetTable.text(of: tuning.dataset))
            for finding in tuning.dataset.findings { print(finding) }
            print(
                """
                \(plan.recipe.algorithm.name) on \(tuning.dataset.name): \(plan.trials) trials, chosen by \
                accuracy on the share of \(plan.recipe.samples.validation) of the training samples
                search: \(plan.space)
                budget: \(plan.budget) epochs, of which \(plan.halving.epochs) in rungs of \
                \(rungs) (trials × epochs)
                folder: \(tuning.url.relativePath)
                """)
            if !tuning.results.isEmpty { print("done before: \(tuning.results.count) lines") }
            print(header + Table.pad("left", 9))
        }
        fflush(nil)
    }

    /// `16 × 2, 8 × 4`
    private var rungs: String {
        tuning.plan.halving.rungs.map { "\($0.trials) × \($0.epochs)" }.joined(separator: ", ")
    }

    /// The line that moves.
    func show(_ progress: TrialProgress) {
        line.show(
            """
            rung \(progress.rung)  trial \(progress.trial)  epoch \
            \(progress.epoch)/\(progress.epochs)  batch \(progress.batch)/\(progress.batches)
            """)
    }

    func add(_ result: TrialResult) {
        switch style {
        case .quiet: return
        case .json: (try? JSONFields.line(result)).map { print($0) }
        case .automatic:
            let left = tuning.secondsLeft.map(TuningScreen.duration) ?? "–"
            line.replace(with: row(result) + Table.pad(left, 9))
        }
        fflush(nil)
    }

    func interrupted() {
        guard style == .automatic else { return }
        print(
            """

            stopped with \(tuning.results.count) lines done; go on with
              onward tune --resume \(tuning.url.relativePath)
            """)
    }

    func end(_ best: TrialResult) throws {
        switch style {
        case .quiet: return
        case .json: print(try JSONFields.line(SearchEnd(tuning, best)))
        case .automatic:
            let latest = tuning.results.filter { $0.rung == best.rung }
            let before = tuning.results.filter { $0.rung == best.rung - 1 }
            let known = Set(latest.map(\.trial))
            let others = before.filter { !known.contains($0.trial) }
            let shown = TrialResult.ranking(latest) + TrialResult.ranking(others).prefix(3)
            print("\nthe best:\n" + header)
            for result in shown { print(row(result)) }
            print(
                """
                chosen: trial \(best.trial), validation accuracy \
                \(Table.share(best.validationAccuracy)) after epoch \(best.bestEpoch ?? 0) of \
                \(best.epochs); test it with
                  onward train \(tuning.recipeFile.relativePath)
                """)
        }
        fflush(nil)
    }

    private var header: String {
        Table.pad("rung", 4) + Table.pad("trial", 7) + Table.pad("epochs", 8)
            + tuning.plan.space.settings.map { Table.pad($0.key, 14) }.joined()
            + Table.pad("validation", 12) + Table.pad("seconds", 10)
    }

    private func row(_ result: TrialResult) -> String {
        let settings = tuning.plan.space.settings.map { setting in
            Table.pad(result.settings[setting.key].map { "\($0)" } ?? "–", 14)
        }
        let accuracy = result.validationAccuracy.map { Table.share($0) } ?? "diverged"
        return Table.pad("\(result.rung)", 4) + Table.pad("\(result.trial)", 7)
            + Table.pad("\(result.epochs)", 8) + settings.joined() + Table.pad(accuracy, 12)
            + Table.pad(String(format: "%.1f", result.seconds), 10)
    }

    /// `1:02:03`, or `2:03` below an hour.
    private static func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        return whole < 3600
            ? String(format: "%d:%02d", whole / 60, whole % 60)
            : String(format: "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
    }
}

/// The first line of `--json`.
private struct SearchStart: Encodable {
    struct Rung: Encodable {
        let trials: Int
        let epochs: Int
    }

    let folder: String
    let search: String
    let budget: Int
    let seed: UInt64
    let rungs: [Rung]
    /// Lines that are there already.
    let done: Int

    init(_ tuning: Tuning) {
        folder = tuning.url.relativePath
        search = tuning.plan.space.description
        budget = tuning.plan.budget
        seed = tuning.plan.recipe.run.seed
        rungs = tuning.plan.halving.rungs.map { Rung(trials: $0.trials, epochs: $0.epochs) }
        done = tuning.results.count
    }
}

/// The last line of `--json`.
private struct SearchEnd: Encodable {
    let chosen: TrialResult
    let recipe: String

    init(_ tuning: Tuning, _ best: TrialResult) {
        chosen = best
        recipe = tuning.recipeFile.relativePath
    }
}
