import Dispatch
import Synchronization

/// Where one thread waits for others: it looks a while, then sleeps until it is rung for.
///
/// Who rings stores first what is waited for, in sequentially consistent order; the waiting thread
/// says that it sleeps before it looks a last time. So one of the two sees the other.
final class Doorbell: Sendable {
    private let sleeps = Atomic<Bool>(false)
    private let semaphore = DispatchSemaphore(value: 0)

    /// Some tens of microseconds: less than it takes to fall asleep and be woken.
    private static let looks = 10_000

    func ring() {
        if sleeps.exchange(false, ordering: .sequentiallyConsistent) { semaphore.signal() }
    }

    func wait(until condition: () -> Bool) {
        for _ in 0..<Doorbell.looks where condition() { return }
        while !condition() {
            sleeps.store(true, ordering: .sequentiallyConsistent)
            let isMet = condition()
            // Whoever took the note away has rung, and a ring is always heard.
            if isMet, sleeps.exchange(false, ordering: .sequentiallyConsistent) { return }
            semaphore.wait()
        }
    }
}
