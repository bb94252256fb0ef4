import HummingbirdCore
import Synchronization

/// Connections and requests under way, and whether more are taken.
final class Traffic: AvailableConnectionsDelegate {
    private let connections = Atomic(0)
    private let requests = Atomic(0)
    private let isOpen = Atomic(true)
    private let limit: Int

    init(connections limit: Int) { self.limit = limit }

    func connectionOpened() { connections.add(1, ordering: .relaxed) }
    func connectionClosed() { connections.subtract(1, ordering: .relaxed) }

    func isAcceptingNewConnections() -> Bool {
        isOpen.load(ordering: .acquiring) && connections.load(ordering: .relaxed) < limit
    }

    /// From now on connections wait outside.
    func close() { isOpen.store(false, ordering: .releasing) }

    func requestBegan() { requests.add(1, ordering: .acquiringAndReleasing) }
    /// Once its answer was written to the end, or can no longer be.
    func requestsEnded(_ count: Int) { requests.subtract(count, ordering: .acquiringAndReleasing) }

    /// Whether every request that was taken has been answered.
    var isQuiet: Bool { requests.load(ordering: .acquiring) == 0 }
}
