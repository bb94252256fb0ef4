import ArgumentParser
import OnwardRuns
import OnwardTerminal

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
            ExplainCommand.self, RunsCommand.self, CompareCommand.self, ReportCommand.self,
            ServeCommand.self, EditCommand.self, ExportCommand.self, TuneCommand.self,
            ReproduceCommand.self, BenchmarkCommand.self, DataCommand.self,
        ])

    /// Exit status: 0 done, 1 the work failed, 64 the arguments were wrong, 130 interrupted.
    static func main() async {
        var called: any ParsableCommand.Type = Self.self
        let arguments = Array(CommandLine.arguments.dropFirst())
        if let command = EditCommand.helped(by: arguments) {
            return print(helpMessage(for: command))
        }
        do {
            var command = try parseAsRoot()
            called = type(of: command)
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
        } catch {
            if called == Self.self, !exitCode(for: error).isSuccess,
                let (unknown, command) = unknownCommand(in: arguments)
            {
                Failure(unknown, in: command, of: Self.self).exit()
            }
            // Before a command is found the parser's own errors say most; help is no failure.
            if called == Self.self || exitCode(for: error).isSuccess { exit(withError: error) }
            Failure(error, in: called, of: Self.self).exit()
        }
    }
}
