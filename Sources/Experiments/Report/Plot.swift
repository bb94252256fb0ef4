/// A picture of what an experiment found.
public struct Plot: Sendable {
    /// Behind the experiment's name in the file's.
    public let name: String
    public let title: String
    public let x: String
    public let y: String
    public let lines: [Line]

    public init(_ name: String, title: String, x: String, y: String, lines: [Line]) {
        self.name = name
        self.title = title
        self.x = x
        self.y = y
        self.lines = lines
    }

    /// Means over seeds.
    public enum Line: Sendable {
        /// A job's curve, its points at `step`, 2 · `step`, …
        case curve(String, job: String, key: String, scale: Double = 1, step: Double = 1)
        /// One point of each of several jobs.
        case jobs(String, Measure, [(x: Double, job: String)])

        var label: String {
            switch self {
            case .curve(let label, _, _, _, _), .jobs(let label, _, _): label
            }
        }

        func points(in results: ExperimentResults) -> [(x: Double, y: Double)] {
            switch self {
            case .curve(_, let job, let key, let scale, let step):
                let curves = results.outcomes(of: job).compactMap { $0.curves[key] }
                let length = curves.map(\.count).max() ?? 0
                return (0..<length).compactMap { index in
                    let values = curves.compactMap { $0.indices.contains(index) ? $0[index] : nil }
                    return Statistic(values).map {
                        (Double(index + 1) * step, $0.mean * scale)
                    }
                }
            case .jobs(_, let measure, let points):
                return points.compactMap { point in
                    results.statistic(measure, of: point.job).map {
                        (point.x, $0.mean * measure.scale)
                    }
                }
            }
        }
    }
}
