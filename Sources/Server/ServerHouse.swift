import Synchronization

/// All that the server keeps between requests.
package final class ServerHouse: Sendable {
    package let models: ModelShelf
    package let copies: Copies
    /// Nil where no runs are shown.
    let runs: RunShelf?
    package let metrics: ServerMetrics
    private let leaving = Mutex(false)

    package init(models: ModelShelf, runs: RunShelf?, metrics: ServerMetrics) {
        self.models = models
        self.runs = runs
        self.metrics = metrics
        copies = Copies(metrics: metrics)
    }

    /// Whether new work is welcome.
    package var isReady: Bool { !leaving.withLock { $0 } }

    /// From now on the server is not ready, and streams of events end; what comes is answered all the same.
    package func leave() { leaving.withLock { $0 = true } }
}
