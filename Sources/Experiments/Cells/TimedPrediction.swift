import OnwardCompute
import OnwardInference
import OnwardNetworks
import OnwardRecipes
import OnwardSettings

/// A training, and then how long the network takes to answer in several modes, and how many
/// parameters it needs for that.
package struct TimedPrediction: Work {
    /// Beside single samples.
    package static let batchSize = 256

    package let training: TrainingWork
    package let modes: [PredictionMode]

    package init(_ recipe: SettingValues, modes: [PredictionMode]) {
        training = TrainingWork(recipe)
        self.modes = modes
    }

    package var settings: String { get throws { try training.settings } }

    package func run(_ cell: Cell) throws -> Outcome? {
        guard let (trained, run) = try training.train(cell) else { return nil }
        var outcome = trained
        let trainer = try run.recipe.makeTrainer()
        for mode in modes {
            let answerer = try Answerer(
                snapshotOf: run.network, prediction: mode, threads: trainer.threads,
                precision: trainer.precision)
            for size in [1, TimedPrediction.batchSize] {
                let measured = try answerer.measure(
                    on: run.dataset.test, batchSize: size, rounds: cell.isQuick ? 3 : 500)
                outcome.values[TimedPrediction.milliseconds(mode, batchSize: size).key] =
                    measured.microseconds / 1000
            }
            outcome.values[TimedPrediction.parameters(mode).key] =
                Double(run.network.parameterCount(for: mode))
        }
        return outcome
    }

    static func milliseconds(_ mode: PredictionMode, batchSize: Int) -> Measure {
        Measure(
            "milliseconds_\(mode.rawValue)_\(batchSize)",
            batchSize == 1 ? "one sample, ms" : "\(batchSize) samples, ms", isMoreBetter: false)
    }

    static func parameters(_ mode: PredictionMode) -> Measure {
        Measure(
            "parameters_\(mode.rawValue)", Measure.parameters.name,
            scale: Measure.parameters.scale, decimals: 0, isMoreBetter: false,
            tolerance: Measure.parameters.tolerance)
    }
}

extension Network {
    /// Numbers that a prediction in this mode reads: without the reader, or without the heads that
    /// do not decide.
    fileprivate func parameterCount(for mode: PredictionMode) -> Int {
        func count(_ tensors: [NamedTensor]) -> Int {
            tensors.reduce(0) { $0 + $1.shape.reduce(1, *) }
        }
        func isHead(_ tensor: NamedTensor) -> Bool { tensor.name.contains(".head.") }
        let blocks = blocks.flatMap(\.weights)
        let lower = self.blocks.dropLast().flatMap(\.weights)
        return switch mode {
        case .sum: count(blocks)
        case .lastBlock: count(blocks) - count(lower.filter(isHead))
        case .onePass: count(weights)
        }
    }
}
