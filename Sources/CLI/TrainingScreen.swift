import Foundation
import OnwardInference
import OnwardLearning
import OnwardModels
import OnwardObjectives
import OnwardRuns

/// What a training shows: a line that moves and a table that grows on a terminal, plain lines
/// elsewhere, JSON where asked for.
final class TrainingScreen {
    enum Style {
        case automatic, json, quiet
    }

    private let run: TrainingRun
    private let style: Style
    private let options: OptionNames
    private var line: MovingLine
    private var roundStart = ContinuousClock.now
    private var startBatch = 0

    /// - Parameter options: what the command calls settings.
    init(_ run: TrainingRun, style: Style, options: OptionNames) {
        self.run = run
        self.style = style
        self.options = options
        line = MovingLine(isWanted: style == .automatic)
        startBatch = run.progress.batch
    }

    func begin() throws {
        switch style {
        case .quiet: return
        case .json:
            try printJSON(RunStart(run))
        case .automatic:
            print(DatasetTable.text(of: run.dataset))
            for finding in run.dataset.findings { print(finding) }
            let blocks = run.network.blocks.count
            let threads = run.recipe.trainer.threads
            print(
                """
                \(run.recipe.algorithm.name) on \(run.dataset.name): \(blocks) \
                block\(blocks == 1 ? "" : "s"), \(run.network.parameterCount.formatted()) \
                parameters, \(run.trainingSamples.formatted()) training samples, \
                \(threads) thread\(threads == 1 ? "" : "s"), \(run.precision.rawValue)
                training schedule: \(TrainingScreen.schedule(of: run)); \(run.recipe.run.epochs) \
                epochs in batches of \(run.recipe.trainer.batchSize)\(TrainingScreen.labels(in: run.recipe.objective))
                run folder: \(run.folder.url.relativePath)
                memory: \(PlannedMemory(run.plan).line)
                """)
            print(Table.header(of: run.network))
        }
        flush()
    }

    /// The line that moves.
    func show(_ progress: TrainingProgress) {
        if progress.batch == 0 { (roundStart, startBatch) = (.now, 0) }
        line.show(text(of: progress))
    }

    /// Nil before the first batch, which no rate can be told from.
    private func text(of progress: TrainingProgress) -> String? {
        let seconds = (ContinuousClock.now - roundStart) / .seconds(1)
        let done = Double(progress.batch - startBatch)
        guard done > 0 else { return nil }
        let left = seconds / done * Double(run.batches - progress.batch)
        let rate = done * Double(run.recipe.trainer.batchSize) / max(seconds, 1e-9)
        let blocks = progress.blocks.map { sums in
            sums.samples == 0
                ? "–"
                : String(
                    format: "%.3f/%.3f", sums.loss / Double(sums.samples),
                    Double(sums.correct) / Double(sums.samples))
        }
        return String(
            format: "epoch %d/%d  batch %d/%d  %.0f samples/s  %.0f s left  loss/accuracy ",
            progress.round + 1, run.rounds, progress.batch, run.batches, rate, left)
            + blocks.joined(separator: "  ")
    }

    func add(_ report: EpochReport) {
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

    func interrupted() {
        guard style == .automatic else { return }
        print(
            """

            stopped after batch \(run.progress.batch) of epoch \(run.progress.round + 1); go on with
              onward train --resume \(run.folder.url.relativePath)
            """)
    }

    func end(_ summary: RunSummary) throws {
        switch style {
        case .quiet: return
        case .json: try printJSON(summary)
        case .automatic:
            print("\n" + TrainingScreen.accuracies(summary))
            if let votes = summary.votes { print(Table.votes(votes)) }
            print(
                String(
                    format: """
                        trained for %.1f s (%.0f samples/s)
                        model: %@
                        """, summary.trainSeconds, summary.samplesPerSecond,
                    run.folder.model.relativePath))
        }
        flush()
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

    private func printJSON(_ value: some Encodable) throws { print(try JSONFields.line(value)) }

    private func flush() { fflush(nil) }
}

/// The first line of `--json`.
private struct RunStart: Encodable {
    let run: String
    let parameters: Int
    let trainingSamples: Int
    let trainingSchedule: String
    /// Samples per second of each schedule that was measured.
    let measured: [String: Double]?
    let plannedMemoryBytes: Int
    let testSamples: Int
    /// One sample's sizes, and how many classes there are.
    let input: [Int]
    let classes: Int
    let findings: [String]

    enum CodingKeys: String, CodingKey {
        case run, parameters
        case trainingSamples = "training_samples"
        case trainingSchedule = "training_schedule"
        case measured = "measured_samples_per_second"
        case plannedMemoryBytes = "planned_memory_bytes"
        case testSamples = "test_samples"
        case input, classes, findings
    }

    init(_ run: TrainingRun) {
        self.run = run.folder.url.relativePath
        parameters = run.network.parameterCount
        trainingSamples = run.trainingSamples
        trainingSchedule = "\(run.schedule)"
        measured = run.scheduleChoice.map { choice in
            Dictionary(
                choice.candidates.map { ("\($0.schedule)", $0.samplesPerSecond) }
            ) { $1 }
        }
        plannedMemoryBytes = run.plan.total
        testSamples = run.dataset.test.count
        input = run.dataset.shape.dimensions
        classes = run.dataset.classes.count
        findings = run.dataset.findings
    }
}
