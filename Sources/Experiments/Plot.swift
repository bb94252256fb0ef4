/// A picture of what an experiment found.
package struct Plot: Sendable {
    /// Behind the experiment's name in the file's.
    package let name: String
    package let title: String
    package let x: String
    package let y: String
    package let lines: [Line]

    package init(_ name: String, title: String, x: String, y: String, lines: [Line]) {
        self.name = name
        self.title = title
        self.x = x
        self.y = y
        self.lines = lines
    }

    /// A job's curve, the mean over seeds; its points lie at `step`, 2 · `step`, …
    package struct Line: Sendable {
        package let label: String
        package let job: String
        let key: String
        let scale: Double
        let step: Double

        package static func curve(
            _ label: String, job: String, key: String, scale: Double = 1, step: Double = 1
        ) -> Line {
            Line(label: label, job: job, key: key, scale: scale, step: step)
        }

        package func points(in results: ExperimentResults) -> [(x: Double, y: Double)] {
            let curves = results.outcomes(of: job).compactMap { $0.curve(key) }
            let length = curves.map(\.count).max() ?? 0
            return (0..<length).compactMap { index in
                let values = curves.compactMap { $0.indices.contains(index) ? $0[index] : nil }
                return Statistic(values).map { (Double(index + 1) * step, $0.mean * scale) }
            }
        }
    }
}
