import ArgumentParser
import Foundation
import OnwardMachines
import OnwardRuns
import OnwardTerminal

/// `onward-mpi train`
struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract:
            "Train a network together with the other programs that mpirun or srun has started.",
        discussion: """
            Each program holds consecutive blocks. The weights are, to the bit, those that onward train \
            comes to; with --replicas R those that it comes to with --accumulate R. Every program takes \
            all cores that it is bound to, or --threads. Where one is lost, the others end with \
            status 75: the same command with --resume goes on, with as many programs as there are then. \
            SIGUSR1, which mpirun and srun pass on, finishes the batch and writes a checkpoint first.
            """)

    @OptionGroup var training: TrainingOptions

    @Option(help: "Rows of programs that each learn from a part of every batch.")
    var replicas = 1
    @Option(help: "Minutes between two checkpoints within an epoch; none without it.")
    var checkpointMinutes: Double?

    func validate() throws {
        if replicas < 1 { throw ValidationError("--replicas must be at least 1, not \(replicas)") }
        if let checkpointMinutes, !(checkpointMinutes > 0 && checkpointMinutes.isFinite) {
            throw ValidationError(
                "--checkpoint-minutes must be above 0, not \(checkpointMinutes)")
        }
    }

    func run() throws {
        Interruption.watch()
        let mpi = try MPI()
        let watch = try Watch(mpi)
        var isStopped = false
        do {
            let team = try MachineTeam(mpi, watchedBy: watch, replicas: replicas)
            let run = try training.makeRun(with: team)
            run.checkpointInterval = checkpointMinutes.map { .seconds(60 * $0) }
            do {
                try training.train(
                    run, by: (Self.self, "mpirun … onward-mpi train"))
            } catch let status as ExitCode where status.rawValue == 130 {
                isStopped = true
            }
            team.end()
        } catch {
            let failure = Failure(error, in: Self.self, of: MPICommand.self)
            watch.fail(
                status: failure.status.rawValue, String(failure.text.trimmingPrefix("Error: ")))
        }
        mpi.finish()
        watch.leave()
        if isStopped { throw ExitCode(130) }
    }
}
