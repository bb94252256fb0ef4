import Foundation

/// A run under way, looked at again and again.
struct RunWatch {
    private let run: RunView
    private var tail: RunMetricsTail
    private var looks = 0
    /// Whether the final numbers were told.
    private(set) var hasEnded = false

    static let interval = Duration.milliseconds(500)
    /// Looks between two signs of life, by which a server finds that nobody listens any more.
    private static let looksPerSign = 20

    init(_ run: RunView) {
        self.run = run
        tail = RunMetricsTail(run.url)
    }

    /// What happened since it was last asked.
    mutating func news() -> [ServerEvent] {
        // In this order: an epoch that came before the summary is told before it.
        let summary = run.summary
        var events = tail.next().map { ServerEvent(name: "epoch", data: $0) }
        if let summary {
            events.append(ServerEvent(name: "end", data: summary))
            hasEnded = true
        }
        if events.isEmpty, looks.isMultiple(of: RunWatch.looksPerSign) {
            events.append(ServerEvent(name: "wait", data: .null))
        }
        looks += 1
        return events
    }
}
