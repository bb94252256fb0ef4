import CoreMetrics
import Synchronization

/// Keeps what is counted through swift-metrics, and writes it as Prometheus reads it.
///
/// - Reference: Prometheus, *Exposition formats*, text format 0.0.4.
final class MetricsRegistry: MetricsFactory {
    private let help: [String: String]
    private let instruments = Mutex<[Key: any MetricsInstrument]>([:])

    struct Key: Hashable {
        let name: String
        /// `model="digits"`
        let labels: String

        init(_ name: String, _ dimensions: [(String, String)]) {
            self.name = name
            labels = dimensions.map { name, value in
                let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
                    .replacing("\n", with: "\\n")
                return "\(name)=\"\(escaped)\""
            }.joined(separator: ",")
        }
    }

    /// - Parameter help: by name, a sentence for each.
    init(help: [String: String]) { self.help = help }

    var text: String {
        let all = instruments.withLock { $0 }
        let names = Set(all.keys.map(\.name)).sorted()
        return names.map { name in
            let own = all.filter { $0.key.name == name }.sorted { $0.key.labels < $1.key.labels }
            let lines = own.flatMap { $0.value.lines(name, labels: $0.key.labels) }
            return """
                # HELP \(name) \(help[name] ?? name)
                # TYPE \(name) \(own.first?.value.type ?? "untyped")

                """ + lines.map { $0 + "\n" }.joined()
        }.joined()
    }

    private func instrument<Instrument: MetricsInstrument>(
        _ name: String, _ dimensions: [(String, String)], _ make: () -> Instrument
    ) -> Instrument {
        let key = Key(name, dimensions)
        return instruments.withLock { instruments in
            if let known = instruments[key] as? Instrument { return known }
            let new = make()
            instruments[key] = new
            return new
        }
    }

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        instrument(label, dimensions) { CounterInstrument() }
    }

    func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        aggregate
            ? instrument(label, dimensions) {
                HistogramInstrument(limits: HistogramInstrument.counts)
            }
            : instrument(label, dimensions) { GaugeInstrument() }
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        instrument(label, dimensions) { HistogramInstrument(limits: HistogramInstrument.seconds) }
    }

    // What is counted once is kept.
    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}
}
