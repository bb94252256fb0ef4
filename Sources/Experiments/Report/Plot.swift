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

    /// A job's curve, the mean over seeds; its points lie at `step`, 2 · `step`, …
    public struct Line: Sendable {
        public let label: String
        public let job: String
        let key: String
        let scale: Double
        let step: Double

        public static func curve(
            _ label: String, job: String, key: String, scale: Double = 1, step: Double = 1
        ) -> Line {
            Line(label: label, job: job, key: key, scale: scale, step: step)
        }

        func points(in results: ExperimentResults) -> [(x: Double, y: Double)] {
            let curves = results.outcomes(of: job).compactMap { $0.curves[key] }
            let length = curves.map(\.count).max() ?? 0
            return (0..<length).compactMap { index in
                let values = curves.compactMap { $0.indices.contains(index) ? $0[index] : nil }
                return Statistic(values).map { (Double(index + 1) * step, $0.mean * scale) }
            }
        }
    }
}
