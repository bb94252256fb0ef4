import Dispatch
import Synchronization

/// A thread's work, one job after the other, for who must not be kept waiting by it.
final class WorkQueue: Sendable {
    private let queue: DispatchQueue
    private let limit: Int
    private let waiting = Mutex(0)

    /// - Parameter limit: jobs that may wait.
    init(_ label: String, limit: Int) {
        queue = DispatchQueue(label: label)
        self.limit = limit
    }

    /// - Throws: `ServerError` where too many jobs wait, and what the work throws.
    func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws
        -> Result
    {
        let isWelcome = waiting.withLock { waiting in
            guard waiting < limit else { return false }
            waiting += 1
            return true
        }
        guard isWelcome else { throw ServerError.busy("too many requests wait here; try again") }
        defer { waiting.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result { try work() }) }
        }
    }
}
