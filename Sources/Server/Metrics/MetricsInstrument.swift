/// Something that is counted, and how Prometheus reads it.
protocol MetricsInstrument: AnyObject, Sendable {
    /// `counter`, `gauge` or `histogram`.
    var type: String { get }
    /// - Parameter labels: without braces; empty for none.
    func lines(_ name: String, labels: String) -> [String]
}

extension MetricsInstrument {
    /// `name{labels} value`
    func line(_ name: String, _ labels: String, _ value: String) -> String {
        labels.isEmpty ? "\(name) \(value)" : "\(name){\(labels)} \(value)"
    }
}
