import OnwardCompute
import OnwardLearning
import OnwardRecipes
import OnwardSettings

/// A training that is judged on the test samples after every epoch, for a curve; nothing is chosen
/// by it.
///
/// Values: `test_accuracy` after the last epoch. Curve: `test_error`.
package struct TestCurve: Work {
    package let recipe: SettingValues

    package init(_ recipe: SettingValues) { self.recipe = recipe }

    package var settings: String { get throws { try recipe.yaml() } }

    package func run(_ cell: Cell) throws -> Outcome? {
        ProcessMemory.restartPeak()
        let (recipe, dataset) = try cell.prepare(recipe)
        let session = try TrainingSession(
            recipe.makeNetwork(for: dataset), trainer: recipe.makeTrainer(),
            samples: dataset.train, validation: dataset.test, epochs: recipe.run.epochs)
        var errors: [Double?] = []
        let isDone = try session.run(
            goesOn: { progress in
                cell.show(Double(progress.round) / Double(recipe.run.epochs))
                return cell.goesOn()
            }, onEpoch: { errors.append($0.validationAccuracy.map { 1 - $0 }) })
        guard isDone, let last = errors.last.flatMap({ $0 }) else { return nil }
        return Outcome(
            values: [Measure.accuracy.key: 1 - last], curves: ["test_error": errors],
            seconds: session.progress.seconds, peakMemoryBytes: ProcessMemory.peakBytes,
            passes: Double(recipe.run.epochs))
    }
}
