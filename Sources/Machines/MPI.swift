import COpenMPI
import Foundation
import OnwardSettings

/// MPI itself, which one thread calls at a time.
package final class MPI: @unchecked Sendable {
    private let lock = NSLock()
    /// All programs that were started together.
    let world: MPI_Comm
    /// This program's number among them.
    package let rank: Int
    package let size: Int
    let startLimit = StartLimit()

    /// Takes part in what `mpirun` or `srun` has started; alone where neither has.
    ///
    /// - Throws: where several were started that do not know of one another.
    package init() throws {
        // MPI writes to connections, and one that a lost program has left is no reason to end without a word.
        signal(SIGPIPE, SIG_IGN)
        var provided: Int32 = 0
        let wanted = onward_mpi_one_thread_at_a_time()
        guard MPI_Init_thread(nil, nil, wanted, &provided) == 0, provided >= wanted else {
            throw MachineError.unusable("it lets no second thread in")
        }
        world = onward_mpi_world()
        MPI_Comm_set_errhandler(world, onward_mpi_errors_return())
        var (rank, size) = (Int32(0), Int32(1))
        MPI_Comm_rank(world, &rank)
        MPI_Comm_size(world, &size)
        (self.rank, self.size) = (Int(rank), Int(size))
        let tasks = ProcessInfo.processInfo.environment["SLURM_NTASKS"].flatMap { Int($0) } ?? 1
        let isStep = ProcessInfo.processInfo.environment["SLURM_STEP_ID"] != nil
        if size == 1, isStep, tasks > 1 { throw MachineError.strangers(tasks) }
    }

    /// The number that whoever started this program has given it, before MPI is asked; nil for nobody.
    package static var startedRank: Int? {
        let environment = ProcessInfo.processInfo.environment
        return ["OMPI_COMM_WORLD_RANK", "PMIX_RANK"].lazy
            .compactMap { environment[$0].flatMap { Int($0) } }.first
    }

    /// The programs of one `color`, in the order of their numbers.
    func split(color: Int) -> MPI_Comm? {
        call {
            var part: MPI_Comm?
            check(MPI_Comm_split(world, Int32(color), Int32(rank), &part))
            if let part { MPI_Comm_set_errhandler(part, onward_mpi_errors_return()) }
            return part
        }
    }

    func call<Result>(_ work: () -> Result) -> Result {
        lock.lock()
        defer { lock.unlock() }
        return work()
    }

    /// Looks until a condition holds; the thread gives way more and more.
    func wait(until isMet: () -> Bool) {
        var looks = 0
        while !isMet() {
            looks += 1
            if looks < 100 { sched_yield() } else { usleep(looks < 200 ? 50 : 200) }
        }
    }

    /// An answer of MPI that is no success is a program that is lost. Who watches over them says which, and
    /// ends this one.
    func check(_ code: Int32) {
        guard code != 0 else { return }
        sleep(2 * UInt32(Heartbeat.patience))
        Watch.say("MPI failed with code \(code).")
        _exit(MachineError.tryAgain)
    }

    /// When nothing is on its way any more.
    package func finish() {
        lock.withLock { _ = MPI_Finalize() }
    }
}
