import CoreMetrics
import Synchronization

/// A number as it is now.
final class GaugeInstrument: RecorderHandler, MetricsInstrument {
    private let value = Mutex(0.0)
    let type = "gauge"

    func record(_ value: Int64) { record(Double(value)) }
    func record(_ value: Double) { self.value.withLock { $0 = value } }

    func lines(_ name: String, labels: String) -> [String] {
        [line(name, labels, "\(value.withLock { $0 })")]
    }
}
