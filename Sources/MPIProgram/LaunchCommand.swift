import ArgumentParser
import Foundation
import OnwardMachines
import OnwardTerminal

/// `onward-mpi launch`
struct LaunchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "launch",
        abstract:
            "Start a training, and start it again from its last checkpoint when a machine is lost.",
        discussion: """
            What stands behind -- is started, and after a loss once more, with --resume in place of its \
            recipe where its run folder has a checkpoint. It has to name the folder with --output:

              onward-mpi launch --restarts 3 -- mpirun -n 4 onward-mpi train recipe.yaml --output runs/a

            Of the hosts that mpirun is given by --host, those are left out that cannot be reached then, and \
            no more programs are started than the others have slots for.
            """)

    @Option(help: "How often it is started again.")
    var restarts = 3
    @Argument(parsing: .postTerminator, help: "The command that starts the programs.")
    var command: [String]

    func validate() throws {
        if restarts < 0 { throw ValidationError("--restarts must be at least 0, not \(restarts)") }
        if command.isEmpty { throw ValidationError("no command was given; write it behind --") }
    }

    func run() throws {
        Interruption.watch()
        let launch = try RestartedCommand(command)
        if launch.goesOn {
            Log.warning(launch.folder.relativePath, "has a checkpoint, and is gone on with")
        }
        for attempt in 0...restarts {
            let words =
                attempt == 0
                ? launch.words
                : launch.words { Log.warning($0, "does not answer, and is left out") }
            let status = try LaunchedProcess(words).run()
            guard status != 0 else { return }
            if Interruption.hasCome { throw ExitCode(130) }
            // A signal's status is that of a launcher that was ended with a program of its own.
            let isLoss = status == MachineError.tryAgain || status > 128 && status != 130
            guard isLoss, attempt < restarts else { throw ExitCode(status) }
            launch.clear()
            Log.warning("status \(status)", "start \(attempt + 2) of at most \(restarts + 1)")
        }
    }
}
