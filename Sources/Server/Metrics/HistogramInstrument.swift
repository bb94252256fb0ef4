import CoreMetrics
import Synchronization

/// How many values lie below each of some limits.
final class HistogramInstrument: RecorderHandler, TimerHandler, MetricsInstrument {
    private let limits: [Double]
    private let state: Mutex<State>
    let type = "histogram"

    private struct State {
        /// Per limit, and beyond the last.
        var counts: [Int]
        var sum = 0.0
    }

    /// Seconds that requests take.
    static let seconds = [
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]
    /// Samples in a batch.
    static let counts: [Double] = [1, 2, 4, 8, 16, 32, 64, 128, 256, 1_024, 4_096, 16_384]

    init(limits: [Double]) {
        self.limits = limits
        state = Mutex(State(counts: [Int](repeating: 0, count: limits.count + 1)))
    }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let place = limits.firstIndex { value <= $0 } ?? limits.count
        state.withLock { state in
            state.counts[place] += 1
            state.sum += value
        }
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    func lines(_ name: String, labels: String) -> [String] {
        let (counts, sum) = state.withLock { ($0.counts, $0.sum) }
        var total = 0
        var lines: [String] = []
        for (limit, count) in zip(limits.map { "\($0)" } + ["+Inf"], counts) {
            total += count
            let all = (labels.isEmpty ? "" : labels + ",") + "le=\"\(limit)\""
            lines.append(line(name + "_bucket", all, "\(total)"))
        }
        return lines + [
            line(name + "_sum", labels, "\(sum)"), line(name + "_count", labels, "\(total)"),
        ]
    }
}
