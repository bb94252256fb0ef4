import Foundation
import OnwardInference
import OnwardLearning
import OnwardModels
import OnwardObjectives
import OnwardRuns

/// What a training shows: a line that moves and a table that grows on a terminal, plain lines
/// elsewhere, JSON where asked for.
package final class TrainingScreen {
    package enum Style {
        case automatic, json, quiet
    }

    private let run: TrainingRun
    private let style: Style
    private let options: OptionNames
    private var line: MovingLine
    private let start = ContinuousClock.now
    /// Batches of the whole run that were done then.
    private let before: Int

    /// - Parameter options: what the command calls settings.
    package init(_ run: TrainingRun, style: Style, options: OptionNames) {
        self.run = run
        self.style = style
        self.options = options
        line = MovingLine(isWanted: style == .automatic)
        before = run.progress.round * run.batches + run.progress.batch
    }

    /// - Parameter isFirst: whether nothing was shown of data and network yet by the run before.
    package func begin(isFirst: Bool) throws {
        switch style {
        case .quiet: return
        case .json:
            try printJSON(RunStart(run))
        case .automatic:
            if isFirst { introduce() } else { print("run folder: \(run.folder.url.relativePath)") }
            print(Table.header(of: run.network))
        }
        flush()
    }

    private func introduce() {
        print(DatasetTable.text(of: run.dataset))
        for finding in run.dataset.findings { print(finding) }
        for note in run.networkNotes { print(note) }
        let blocks = run.network.blocks.count
        let threads = run.recipe.trainer.threads
        print(
            """
            \(run.recipe.algorithm.name) on \(run.dataset.name): \(blocks) \
            block\(blocks == 1 ? "" : "s"), \(run.network.parameterCount.formatted()) \
            parameters, \(run.trainingSamples.formatted()) training samples, \
            \(threads) thread\(threads == 1 ? "" : "s"), \(run.precision.rawValue)
            training schedule: \(TrainingScreen.schedule(of: run)); \
            \(Self.counted(run.recipe.run.epochs)) in batches of \(run.recipe.trainer.batchSize)\(TrainingScreen.labels(in: run.recipe.objective))
            run folder: \(run.folder.url.relativePath)
            memory: \(PlannedMemory(run.plan).line)
            """)
        if let rounds { print(rounds) }
    }

    private static func counted(_ epochs: Int) -> String {
        "\(epochs) epoch\(epochs == 1 ? "" : "s")"
    }

    /// What is counted as epochs below, where it is not what `--epochs` gives each block.
    private var rounds: String? {
        let (blocks, epochs) = (run.network.blocks.count, run.recipe.run.epochs)
        guard !run.recipe.learnsSimultaneously, run.rounds != epochs else { return nil }
        return run.schedule.countsEpochs
            ? "epochs: \(epochs) for each of \(blocks) blocks, one block after the other, \(run.rounds) in all"
            : "epochs: rounds of all \(blocks) blocks, \(run.rounds) in all"
    }

    /// The line that moves.
    package func show(_ progress: TrainingProgress) {
        line.show(text(of: progress))
    }

    /// Nil before the first batch, which no rate can be told from.
    private func text(of progress: TrainingProgress) -> String? {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let done = progress.round * run.batches + progress.batch - before
        guard done > 0 else { return nil }
        let left =
            seconds / Double(done) * Double(run.rounds * run.batches - before - done)
        let rate = Double(done * run.recipe.trainer.batchSize) / max(seconds, 1e-9)
        let blocks = zip(run.network.blocks, progress.blocks).map { block, sums in
            guard sums.samples > 0 else { return "–" }
            let samples = Double(sums.samples)
            return String(format: "%.3f/", sums.loss / samples)
                + (block.head == nil ? "–" : String(format: "%.3f", Double(sums.correct) / samples))
        }
        return String(
            format: "epoch %d/%d  batch %d/%d  %.0f samples/s  %@ left  loss/accuracy ",
            progress.round + 1, run.rounds, progress.batch, run.batches, rate,
            MovingLine.time(left))
            + blocks.joined(separator: "  ")
    }

    package func add(_ report: EpochReport) {
        switch style {
        case .quiet: return
        case .json: try? printJSON(report)
        case .automatic:
            line.replace(with: Table.row(report))
            for finding in report.findings ?? [] {
                print(options.named(in: finding.text))
            }
        }
        flush()
    }

    /// - Parameters:
    ///   - folder: what goes on.
    ///   - command: by which.
    package func interrupted(resumedBy folder: URL, command: String) {
        guard style == .automatic else { return }
        print(
            """

            stopped after batch \(run.progress.batch) of epoch \(run.progress.round + 1); go on with
              \(command) --resume \(folder.relativePath)
            """)
    }

    package func end(_ summary: RunSummary) throws {
        switch style {
        case .quiet: return
        case .json: try printJSON(summary)
        case .automatic:
            print("\n" + keptEpoch(summary))
            print(TrainingScreen.accuracies(summary))
            print(TrainingScreen.figures(summary))
            if let votes = summary.votes { print(Table.votes(votes)) }
            print(
                String(
                    format: """
                        trained for %.1f s (%.0f samples/s)
                        model: %@
                        """, summary.trainSeconds, summary.samplesPerSecond,
                    run.folder.model.relativePath))
            if FileManager.default.fileExists(atPath: run.folder.report.path) {
                print("report: \(run.folder.report.relativePath)")
            }
        }
        flush()
    }

    /// After an error: the line that moves gives way, and what is left is said.
    package func fail() {
        line.end()
        guard let record = try? ModelFile(reading: run.folder.model).record else { return }
        Log.warning(
            "the last good model is that of epoch \(record.epochs): \(run.folder.model.relativePath)"
        )
    }

    /// Which epoch's model is kept, and why; where patience ended the training, that too.
    private func keptEpoch(_ summary: RunSummary) -> String {
        let epochs = summary.epochs
        guard let best = run.best else {
            let reason =
                !run.recipe.learnsSimultaneously
                ? "blocks learn one after the other"
                : run.network.predictionModes.isEmpty
                    ? "the network saw no labels and has no reader"
                    : "there was nothing to validate with"
            return "kept the last epoch, \(epochs): \(reason)"
        }
        var text =
            "kept epoch \(best.epoch) of \(epochs): the best validation accuracy, "
            + Table.share(best.accuracy)
        if let loss = best.loss {
            text += ", and of those the lowest validation loss, \(String(format: "%.4f", loss))"
        }
        if summary.endedByPatience == true, let patience = run.recipe.run.patience {
            text += """

                stopped after epoch \(epochs) of \(run.rounds) by --patience \(patience): validation \
                accuracy has not risen since epoch \(best.accurateSince)
                """
        }
        return text
    }

    /// `pipelined in 2 stages (measured samples/s: simultaneous 10,000, pipelined in 2 stages 12,000)`
    private static func schedule(of run: TrainingRun) -> String {
        let measured = (run.scheduleChoice?.candidates ?? []).map {
            "\($0.schedule) \(Int($0.samplesPerSecond).formatted())"
        }
        return "\(run.schedule)"
            + (measured.isEmpty
                ? "" : " (measured samples/s: \(measured.joined(separator: ", ")))")
    }

    /// `, labels planes of 10%`; nothing where none are written.
    private static func labels(in objective: any Objective) -> String {
        let values = objective.values
        guard let form = values["label-embedding"], form != "none" else { return "" }
        return ", labels \(form) of \(values["label-strength"] ?? "")"
    }

    private static func accuracies(_ summary: RunSummary) -> String {
        guard let accuracy = summary.testAccuracy, let prediction = summary.prediction else {
            return "test accuracy  – (the network saw no labels and has no reader)"
        }
        let known = PredictionMode.allCases.compactMap { mode in
            summary.testAccuracy(mode).map { "\(mode.words) \(Table.share($0))" }
        }
        let blocks = summary.blockTestAccuracy.map { Table.share($0) }.joined(separator: " ")
        return "test accuracy  \(Table.share(accuracy)) (\(prediction.rawValue))  "
            + known.joined(separator: "  ") + (blocks.isEmpty ? "" : "  blocks \(blocks)")
    }

    /// What says how much the accuracy is worth.
    private static func figures(_ summary: RunSummary) -> String {
        let numbers = [
            ("always largest class", summary.largestClassShare),
            ("balanced accuracy", summary.balancedAccuracy), ("macro F1", summary.macroF1),
            ("macro AUC", summary.macroArea), ("log loss", summary.testLoss),
        ]
        return numbers.map { "\($0.0) \(Table.share($0.1))" }.joined(separator: "  ")
    }

    private func printJSON(_ value: some Encodable) throws { print(try JSONFields.line(value)) }

    private func flush() { fflush(nil) }
}
