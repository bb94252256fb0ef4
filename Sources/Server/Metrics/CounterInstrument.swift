import CoreMetrics
import Synchronization

/// A number that only grows.
final class CounterInstrument: CounterHandler, MetricsInstrument {
    private let count = Atomic<Int64>(0)
    let type = "counter"

    func increment(by amount: Int64) { count.add(amount, ordering: .relaxed) }
    func reset() { count.store(0, ordering: .relaxed) }

    func lines(_ name: String, labels: String) -> [String] {
        [line(name, labels, "\(count.load(ordering: .relaxed))")]
    }
}
