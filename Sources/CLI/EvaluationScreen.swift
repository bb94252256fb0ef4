import Foundation
import OnwardInference
import OnwardTerminal

/// An evaluation as the command shows it.
struct EvaluationScreen {
    let evaluation: Evaluation
    let classes: [String]
    let blockCount: Int

    /// With more classes than this, what is told class by class is left to `--json`.
    private static let greatestClassCount = 20

    func show() {
        showAccuracies()
        if let figures = evaluation.figures { show(figures) }
        guard classes.count <= EvaluationScreen.greatestClassCount else { return }
        if let figures = evaluation.figures { showClasses(figures) }
        showConfusion()
    }

    private func line(_ name: String, _ value: Double?) {
        print(Table.pad(name, 22) + Table.pad(Table.share(value), 9))
    }

    private func showAccuracies() {
        print("accuracy on \(evaluation.samples.formatted()) samples")
        if let blocks = evaluation.averageBlocks {
            print(
                String(format: "%.2f", blocks)
                    + " of \(blockCount) blocks used for a sample, on average")
        }
        for mode in PredictionMode.allCases {
            if let accuracy = evaluation.accuracies[mode] { line(mode.words, accuracy) }
        }
        for (index, accuracy) in evaluation.blockAccuracy.enumerated() {
            line("block \(index + 1)", accuracy)
        }
        line("always largest class", evaluation.largestShare)
    }

    private func show(_ figures: Figures) {
        print("\nby what decides, \(evaluation.prediction.words)")
        line("balanced accuracy", figures.balancedAccuracy)
        line("macro precision", figures.precision)
        line("macro recall", figures.recall)
        line("macro F1", figures.f1)
        line("macro AUC", figures.area)
        if let topThree = figures.topThreeAccuracy { line("among top 3", topThree) }
        line("log loss", figures.loss)
        line("calibration error", figures.calibrationError)
        if let temperature = figures.temperature {
            print(String(format: "log loss and calibration at temperature %.4g", temperature))
        }
    }

    private var width: Int { max(6, (classes.map(\.count).max() ?? 0) + 1) }

    private func showClasses(_ figures: Figures) {
        let names = ["samples", "precision", "recall", "F1", "AUC"]
        print("\n" + Table.pad("class", width) + names.map { Table.pad($0, 11) }.joined())
        for (place, own) in figures.classes.enumerated() {
            let numbers = [own.precision, own.recall, own.f1, figures.areas[place]]
            print(
                Table.pad(classes[place], width) + Table.pad("\(own.samples)", 11)
                    + numbers.map { Table.pad(Table.share($0), 11) }.joined())
        }
    }

    private func showConfusion() {
        let mode = evaluation.prediction.rawValue
        print("\nconfusion (\(mode)): rows are the truth, columns the answers")
        for (name, row) in zip(classes, evaluation.confusion) {
            print(Table.pad(name, width) + row.map { Table.pad("\($0)", 6) }.joined())
        }
    }
}
