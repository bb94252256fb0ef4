import ArgumentParser
import Foundation
import OnwardMachines
import OnwardRuns
import OnwardTerminal

/// The program `onward-mpi`.
@main
struct MPICommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "onward-mpi",
        abstract: "Train a network on several machines, each with some of its blocks.",
        discussion: """
            Every block learns from its own local loss, so machines in a row need not wait for one \
            another. Start with:

              mpirun -n 2 onward-mpi train --data synthetic-digits --network 1000,1000
            """,
        version: RunEnvironment.version,
        subcommands: [TrainCommand.self, LaunchCommand.self, PlanCommand.self])

    /// Exit status: 0 done, 1 the work failed, 64 the arguments were wrong, 75 a program was lost and the
    /// same command, resumed, goes on, 130 interrupted.
    static func main() {
        var called: any ParsableCommand.Type = Self.self
        do {
            var command = try parseAsRoot()
            called = type(of: command)
            try command.run()
        } catch {
            if exitCode(for: error).isSuccess { exit(withError: error) }
            // Before a command is found the parser's own errors say most.
            let isParsed = called != Self.self
            let failure = Failure(error, in: called, of: Self.self)
            // Of many with the same arguments one says what is wrong with them.
            guard MPI.startedRank ?? 0 == 0 else {
                exit(withError: isParsed ? failure.status : exitCode(for: error))
            }
            if isParsed { failure.exit() }
            exit(withError: error)
        }
    }
}
