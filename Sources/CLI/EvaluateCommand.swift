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
        let evaluation = try file.network.evaluate(
            on: try options.samples(for: file), prediction: try options.mode(for: file),
            earlyExit: options.earlyExit, precision: try options.chosenPrecision())
        if options.json {
            print(try JSONFields.line(EvaluationLine(evaluation)))
        } else {
            show(
                evaluation, classes: file.network.classes, blockCount: file.network.blocks.count)
        }
    }

    private func show(_ evaluation: Evaluation, classes: [String], blockCount: Int) {
        func line(_ name: String, _ accuracy: Double?) {
            guard let accuracy else { return }
            print(Table.pad(name, 12) + String(format: "%9.4f", accuracy))
        }
        print("accuracy on \(evaluation.samples.formatted()) samples")
        if let blocks = evaluation.averageBlocks {
            print(
                String(format: "%.2f", blocks)
                    + " of \(blockCount) blocks used for a sample, on average")
        }
        for mode in PredictionMode.allCases { line(mode.words, evaluation.accuracies[mode]) }
        for (index, accuracy) in evaluation.blockAccuracy.enumerated() {
            line("block \(index + 1)", accuracy)
        }
        guard classes.count <= 20 else { return }
        let mode = evaluation.prediction.rawValue
        print("\nconfusion (\(mode)): rows are the truth, columns the answers")
        let width = max(6, (classes.map(\.count).max() ?? 0) + 1)
        for (name, row) in zip(classes, evaluation.confusion) {
            print(Table.pad(name, width) + row.map { Table.pad("\($0)", 6) }.joined())
        }
    }
}
