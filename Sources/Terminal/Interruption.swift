import Foundation
import Synchronization

/// Ctrl-C, SIGTERM, and SIGUSR1, which launchers of several programs pass on to all of them without ending
/// them soon after: noted so that a batch and its checkpoint can be finished first.
package enum Interruption {
    private static let isRequested = Atomic<Bool>(false)

    /// From now on the first signal is noted; a second one ends the program at once.
    ///
    /// A thread of its own takes them. oneDNN's products keep numbers below the stack's end, where
    /// the system lays the handler of a thread that it interrupts: taken by one that computes, a
    /// signal would spoil them, and with them whatever they point to.
    package static func watch() {
        for name in signals {
            signal(name) { name in
                Interruption.isRequested.store(true, ordering: .relaxed)
                signal(name, SIG_DFL)
            }
        }
        Thread.detachNewThread {
            // A program that is started from a worker thread of another can have inherited them
            // blocked.
            mask(SIG_UNBLOCK)
            while true { pause() }
        }
        // Threads that this one starts inherit it.
        mask(SIG_BLOCK)
    }

    private static let signals = [SIGINT, SIGTERM, SIGUSR1]

    private static func mask(_ how: Int32) {
        var all = sigset_t()
        sigemptyset(&all)
        for name in signals { sigaddset(&all, name) }
        pthread_sigmask(how, &all, nil)
    }

    /// Starts another program, which would inherit that they are held back.
    package static func starting<Result>(_ start: () throws -> Result) rethrows -> Result {
        mask(SIG_UNBLOCK)
        defer { mask(SIG_BLOCK) }
        return try start()
    }

    package static var hasCome: Bool { isRequested.load(ordering: .relaxed) }
}
