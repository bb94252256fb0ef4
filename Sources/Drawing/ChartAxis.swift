import Foundation

/// One axis of a chart: round numbers at even steps, and where a value lies.
struct ChartAxis {
    let ticks: [Double]
    private let step: Double
    private let start: Double
    private let end: Double

    /// - Parameters:
    ///   - values: what is to lie on it; 0…1 where there are none.
    ///   - isWhole: whether only whole numbers are told, as of epochs.
    ///   - start: the place of the first tick, in the picture's units.
    ///   - end: that of the last.
    init(_ values: [Double], isWhole: Bool = false, from start: Double, to end: Double) {
        let (low, high) = (values.min() ?? 0, values.max() ?? 0)
        let span = high > low ? high - low : 1
        let size = pow(10, (log10(span / 6)).rounded(.down))
        let round = ([1, 2, 5].map { $0 * size }.first { span / $0 <= 7 }) ?? 10 * size
        step = isWhole ? max(round, 1) : round
        let (first, last) = ((low / step).rounded(.down), ((low + span) / step).rounded(.up))
        ticks = stride(from: first, through: last, by: 1).map { [step] in $0 * step }
        (self.start, self.end) = (start, end)
    }

    func place(_ value: Double) -> Double {
        let (first, last) = (ticks[0], ticks[ticks.count - 1])
        return start + (value - first) / (last - first) * (end - start)
    }

    /// With the decimals that tell ticks apart.
    func shown(_ tick: Double) -> String {
        String(format: "%.\(max(0, Int(-log10(step).rounded(.down))))f", tick)
    }
}
