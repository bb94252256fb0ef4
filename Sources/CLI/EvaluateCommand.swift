import ArgumentParser
import Foundation
import OnwardInference
import OnwardModels
import OnwardReports

/// `onward evaluate`
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Judge a model on a data set: every prediction mode, every block, all samples.")

    @OptionGroup var options: ModelOptions

    func run() throws {
        let file = try options.load()
        let samples = try options.samples(for: file)
        let evaluation = try file.network.examine(
            on: samples, prediction: try options.mode(for: file),
            earlyExit: options.earlyExit, precision: try options.chosenPrecision())
        if options.json {
            print(
                try JSONFields.line(
                    EvaluationLine(evaluation, classes: file.network.classes)))
        } else {
            EvaluationScreen(
                evaluation: evaluation, classes: file.network.classes,
                blockCount: file.network.blocks.count
            ).show()
        }
        guard let first = evaluation.unanswered.first else { return }
        throw UnansweredError(
            count: evaluation.unanswered.count, of: evaluation.samples,
            first: samples.allNames?[first] ?? "\(first)")
    }
}
