import Foundation
import Synchronization

/// A thread that does one thing whenever it is asked to, for as long as somebody holds it.
final class StageThread {
    /// What its owner and the thread tell each other.
    private final class Call: Sendable {
        let asked = Atomic<Int>(0)
        let done = Atomic<Int>(0)
        let isDismissed = Atomic<Bool>(false)
        let isGone = Atomic<Bool>(false)
        let (threadBell, ownerBell) = (Doorbell(), Doorbell())

        /// On the thread: waits until it is asked, and says whether it was.
        func listen() -> Bool {
            let next = done.load(ordering: .relaxed)
            threadBell.wait {
                next < asked.load(ordering: .sequentiallyConsistent)
                    || isDismissed.load(ordering: .sequentiallyConsistent)
            }
            return next < asked.load(ordering: .sequentiallyConsistent)
        }
    }

    private let call = Call()

    /// - Parameter make: called on the thread; what it returns is done there whenever it is asked
    ///   for, and is gone before the thread is.
    init(_ name: String, make: @escaping @Sendable () -> () -> Void) {
        let thread = Thread { [call] in
            do {
                let work = make()
                while call.listen() {
                    work()
                    call.done.add(1, ordering: .sequentiallyConsistent)
                    call.ownerBell.ring()
                }
            }
            call.isGone.store(true, ordering: .sequentiallyConsistent)
            call.ownerBell.ring()
        }
        thread.name = name
        thread.start()
    }

    func start() {
        call.asked.add(1, ordering: .sequentiallyConsistent)
        call.threadBell.ring()
    }

    /// Waits until everything that was asked for is done.
    func join() {
        let asked = call.asked.load(ordering: .relaxed)
        call.ownerBell.wait { call.done.load(ordering: .sequentiallyConsistent) == asked }
    }

    deinit {
        call.isDismissed.store(true, ordering: .sequentiallyConsistent)
        call.threadBell.ring()
        call.ownerBell.wait { call.isGone.load(ordering: .sequentiallyConsistent) }
    }
}
