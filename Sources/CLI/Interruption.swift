import Foundation
import Synchronization

/// Ctrl-C and SIGTERM, noted so that a batch and its checkpoint can be finished first.
enum Interruption {
    private static let isRequested = Atomic<Bool>(false)

    /// From now on the first signal is noted; a second one ends the program at once.
    ///
    /// A program that is started from a worker thread of another can have inherited them blocked.
    static func watch() {
        var awaited = sigset_t()
        sigemptyset(&awaited)
        defer { pthread_sigmask(SIG_UNBLOCK, &awaited, nil) }
        for name in [SIGINT, SIGTERM] {
            sigaddset(&awaited, name)
            signal(name) { name in
                Interruption.isRequested.store(true, ordering: .relaxed)
                signal(name, SIG_DFL)
            }
        }
    }

    static var hasCome: Bool { isRequested.load(ordering: .relaxed) }
}
