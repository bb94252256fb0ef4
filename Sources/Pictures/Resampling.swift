/// How the middle of a line of numbers is brought to another length.
///
///     output[o] = Σ weight[o, i] · input[i]
///     weight[o, i] ∝ max(0, 1 − |i + ½ − center(o)| / reach),  reach = max(ratio, 1)
///
/// A triangle around every output's place: between neighbours it is linear interpolation, and a
/// line that shrinks is averaged, so that nothing is passed over.
struct Resampling {
    /// The first input number that output o is made of, and where its weights begin.
    private let first: [Int]
    private let start: [Int]
    private let weight: [Float]

    /// - Parameter ratio: input numbers to an output number.
    init(from length: Int, to target: Int, ratio: Double) {
        let margin = (Double(length) - ratio * Double(target)) / 2
        let reach = max(ratio, 1)
        var (first, start, weight): ([Int], [Int], [Float]) = ([], [0], [])
        for output in 0..<target {
            let center = margin + ratio * (Double(output) + 0.5)
            let lower = max(Int((center - reach).rounded(.down)), 0)
            let upper = max(min(Int((center + reach).rounded(.up)), length), lower + 1)
            let raw = (lower..<upper).map { max(0, 1 - abs(Double($0) + 0.5 - center) / reach) }
            let sum = raw.reduce(0, +)
            first.append(lower)
            weight += raw.map { Float($0 / sum) }
            start.append(weight.count)
        }
        (self.first, self.start, self.weight) = (first, start, weight)
    }

    /// The input numbers that are needed at all.
    var span: Range<Int> {
        let ends = first.indices.map { first[$0] + start[$0 + 1] - start[$0] }
        return (first.min() ?? 0)..<(ends.max() ?? 0)
    }

    /// The input numbers that an output number is made of, with their weights.
    func weights(of output: Int) -> some Sequence<(Int, Float)> {
        zip(first[output]..., weight[start[output]..<start[output + 1]])
    }
}
