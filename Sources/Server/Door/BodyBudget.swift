import Synchronization

/// Keeps count of the bytes of all bodies, so that many clients together do not fill the memory.
package final class BodyBudget: Sendable {
    private let used = Mutex(0)

    package init() {}

    /// - Throws: where there is no room for so many bytes now.
    package func take(_ count: Int) throws(ServerError) {
        let fits = used.withLock { used in
            guard used + count <= Limits.bodies else { return false }
            used += count
            return true
        }
        if !fits { throw .receivesEnough }
    }

    package func giveBack(_ count: Int) { used.withLock { $0 -= count } }
}
