import Foundation
import OnwardCompute
import OnwardInference
import OnwardLearning
import OnwardRecipes
import OnwardRuns
import OnwardSettings

/// A training by a recipe, judged once on the test samples.
///
/// Values: all accuracies of `summary.json`, `block_<number>_test_accuracy`, `validation_accuracy`
/// of the epoch that is kept, and `parameters`. Curves over epochs: `block_<number>_loss`, and
/// `validation_accuracy` where samples were held out.
package struct TrainingWork: Work {
    package let recipe: SettingValues

    package init(_ recipe: SettingValues) { self.recipe = recipe }

    package var settings: String { get throws { try recipe.yaml() } }

    package func run(_ cell: Cell) throws -> Outcome? { try train(cell)?.outcome }

    /// - Returns: what was found, and the run with the trained network.
    func train(_ cell: Cell) throws -> (outcome: Outcome, run: TrainingRun)? {
        ProcessMemory.restartPeak()
        let run = try begin(in: cell)
        let summary = try run.run(goesOn: { progress in
            let done = Double(progress.round) + Double(progress.batch) / Double(run.batches)
            cell.show(done / Double(run.rounds))
            return cell.goesOn()
        })
        return try summary.map { (Outcome($0, reports: try run.folder.reports(), of: run), run) }
    }

    /// A new run, or the one that stopped here.
    private func begin(in cell: Cell) throws -> TrainingRun {
        if let stopped = try? RunFolder(existing: cell.folder) {
            return try TrainingRun(resuming: stopped)
        }
        let (recipe, dataset) = try cell.prepare(recipe)
        // A run that stopped before its first checkpoint has nothing to go on from.
        try? FileManager.default.removeItem(at: cell.folder)
        return try TrainingRun(recipe, dataset: dataset) { try RunFolder(creating: cell.folder) }
    }
}

extension Outcome {
    fileprivate init(_ summary: RunSummary, reports: [EpochReport], of run: TrainingRun) {
        let values: [String: Double?] = [
            Measure.accuracy.key: summary.testAccuracy,
            Measure.validationAccuracy.key: reports.compactMap(\.validationAccuracy).max(),
            Measure.parameters.key: Double(summary.parameters),
        ]
        let validation = reports.map(\.validationAccuracy)
        var curves = validation.contains { $0 != nil } ? ["validation_accuracy": validation] : [:]
        for block in run.network.blocks.indices {
            curves[Self.blockLoss(block + 1)] = reports.map { $0.blockLoss[block] }
        }
        self.init(
            values: values.compactMapValues { $0 }, curves: curves, seconds: summary.trainSeconds,
            peakMemoryBytes: summary.peakMemoryBytes,
            passes: Double(run.progress.samples) / Double(max(run.trainingSamples, 1)))
        for mode in PredictionMode.allCases {
            self.values[Measure.accuracy(mode).key] = summary.testAccuracy(mode)
        }
        for (index, accuracy) in summary.blockTestAccuracy.enumerated() {
            self.values[Measure.blockAccuracy(index + 1).key] = accuracy
        }
    }
}
