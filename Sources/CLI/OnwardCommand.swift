import ArgumentParser
import Foundation
import OnwardCatalog
import OnwardCompute
import OnwardExperiments
import OnwardLayers
import OnwardNetworks
import OnwardRecipes
import OnwardRuns
import OnwardSettings

/// The command `onward`.
@main
struct OnwardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "onward",
        abstract: "Train neural networks that learn going forward only.",
        discussion: """
            Every block of layers learns from its own local loss; backpropagation is the special \
            case of a single block. Start with:

              onward train --data synthetic-digits --network 1000,1000
            """,
        version: RunEnvironment.version,
        subcommands: [
            TrainCommand.self, EvaluateCommand.self, PredictCommand.self, InspectCommand.self,
            EditCommand.self, TuneCommand.self, ReproduceCommand.self, BenchmarkCommand.self,
            DataCommand.self,
        ])

    /// Exit status: 0 done, 1 the work failed, 64 the arguments were wrong, 130 interrupted.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
        } catch let error where isWrongArgument(error) {
            exit(withError: ValidationError("\(error)"))
        } catch {
            exit(withError: error)
        }
    }

    private static func isWrongArgument(_ error: any Error) -> Bool {
        error is RecipeError || error is ExperimentError
            || error is SettingsError || error is ShapeError
            || error is UnknownNameError || error is NotationError || error is DerivativeError
    }
}
