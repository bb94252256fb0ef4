import Foundation

/// Keeps signals off a thread that computes; they wait until it is lifted.
///
/// oneDNN's products keep numbers below the stack's end, where the system lays the handler of a thread that
/// it interrupts: a signal would spoil them. Threads that this one starts inherit it.
struct SignalMask {
    /// What the thread let through before.
    private var before = sigset_t()

    init() {
        var all = sigset_t()
        sigfillset(&all)
        // Faults of the program itself do not wait.
        for fault in [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP] { sigdelset(&all, fault) }
        pthread_sigmask(SIG_BLOCK, &all, &before)
    }

    /// Lets signals through again, those that have come meanwhile at once.
    func lift() {
        var before = before
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }

    /// Lets them through for as long as other code than ours runs.
    func lifted<Result>(_ work: () -> Result) -> Result {
        lift()
        defer { _ = SignalMask() }  // Keeps them off again.
        return work()
    }
}
