import CoreMetrics

/// What the server counts.
package final class ServerMetrics: Sendable {
    private let registry = MetricsRegistry(help: [
        requests: "Requests that were answered.",
        duration: "Seconds from a whole request to its answer.",
        samples: "Samples that models were asked about.",
        batch: "Samples that were answered together in one call of a model.",
        copies: "Clients' own copies of models.",
    ])

    private static let requests = "onward_requests_total"
    private static let duration = "onward_request_duration_seconds"
    private static let samples = "onward_samples_total"
    private static let batch = "onward_batch_samples"
    private static let copies = "onward_copies"

    package init() {}

    /// In the form that Prometheus reads.
    var text: String { registry.text }

    /// - Parameter route: the path as it is declared, so that there are few of them.
    func answered(_ route: String, status: Int, in duration: Duration) {
        Counter(
            label: ServerMetrics.requests, dimensions: [("route", route), ("status", "\(status)")],
            factory: registry
        ).increment()
        Timer(
            label: ServerMetrics.duration, dimensions: [("route", route)], factory: registry
        ).recordNanoseconds(Int64(duration / .nanoseconds(1)))
    }

    func asked(_ model: String, samples count: Int) {
        Counter(label: ServerMetrics.samples, dimensions: [("model", model)], factory: registry)
            .increment(by: count)
        Recorder(label: ServerMetrics.batch, dimensions: [("model", model)], factory: registry)
            .record(count)
    }

    func copies(_ count: Int) {
        Gauge(label: ServerMetrics.copies, factory: registry).record(count)
    }
}
