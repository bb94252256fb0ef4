/// What can be said of the shares that softmax made of evidence, beside whether the largest was right.
struct ShareFigures {
    /// [N · C], row by row.
    let shares: [Double]
    /// [N]
    let labels: [Int]
    let classes: Int

    /// The chance that a sample of a class has a larger share of it than one of another class; equal
    /// shares count half.
    ///
    /// - Returns: nil where all samples are of the class, or none.
    func areaUnderCurve(of number: Int) -> Double? {
        let order = labels.indices.map { (share: shares[$0 * classes + number], row: $0) }
            .sorted { $0.share < $1.share }
        let own = labels.count { $0 == number }
        let others = labels.count - own
        guard own > 0, others > 0 else { return nil }
        // The ranks of its samples, counted from 1; equal shares have the mean of theirs.
        var (sum, first) = (0.0, 0)
        while first < order.count {
            let end = order[first...].firstIndex { $0.share != order[first].share } ?? order.count
            let rank = Double(first + 1 + end) / 2
            sum += rank * Double(order[first..<end].count { labels[$0.row] == number })
            first = end
        }
        return (sum - Double(own) * Double(own + 1) / 2) / (Double(own) * Double(others))
    }

    /// The share of samples whose own class is among those with the largest shares; of equal ones the
    /// last comes first, as in scikit-learn.
    func accuracy(ofBest count: Int) -> Double {
        let right = labels.indices.count { row in
            let (own, place) = (shares[row * classes..<(row + 1) * classes], row * classes)
            let share = own[place + labels[row]]
            let before = own.indices.count {
                own[$0] > share || own[$0] == share && $0 > place + labels[row]
            }
            return before < count
        }
        return Double(right) / Double(labels.count)
    }

    /// Answers by their share, in 15 bins of equal width, the least sure first.
    var reliability: [ReliabilityBin] {
        let count = 15
        var bins = [ReliabilityBin](repeating: ReliabilityBin(), count: count)
        for row in labels.indices {
            let own = shares[row * classes..<(row + 1) * classes]
            let largest = own.max() ?? 0
            let answer = (own.firstIndex(of: largest) ?? 0) - row * classes
            let bin = min(max(Int((largest * Double(count)).rounded(.up)) - 1, 0), count - 1)
            bins[bin].add(share: largest, isRight: answer == labels[row])
        }
        return bins
    }

    /// The expected calibration error: by how much the largest share differs from how often it is right,
    /// in each bin, weighed by the samples in it.
    ///
    ///     |right / samples − shares / samples| · samples / N
    ///
    /// - Reference: Guo et al., *On Calibration of Modern Neural Networks*, 2017, §2.
    static func calibrationError(_ bins: [ReliabilityBin]) -> Double {
        bins.reduce(0) { $0 + $1.gap } / Double(bins.reduce(0) { $0 + $1.samples })
    }
}
