/// Mean and deviation of numbers that come one after the other (Welford).
struct RunningMoments {
    private var count = 0.0
    private var mean = 0.0
    /// Σ (value − mean)², kept up with every number.
    private var squares = 0.0

    mutating func take(_ value: Double) {
        count += 1
        let distance = value - mean
        mean += distance / count
        squares += distance * (value - mean)
    }

    /// Takes numbers for each of some columns, those of four in turns: every number waits for the one before
    /// it in its column.
    static func take(_ values: [[Double]], into moments: inout [RunningMoments]) {
        precondition(values.count == moments.count, "\(values.count) columns")
        var first = 0
        while first + 4 <= values.count {
            var (a, b, c, d) = (
                moments[first], moments[first + 1], moments[first + 2], moments[first + 3]
            )
            let (p, q, r, s) = (
                values[first], values[first + 1], values[first + 2], values[first + 3]
            )
            let common = min(p.count, q.count, r.count, s.count)
            for row in 0..<common {
                a.take(p[row])
                b.take(q[row])
                c.take(r[row])
                d.take(s[row])
            }
            for value in p[common...] { a.take(value) }
            for value in q[common...] { b.take(value) }
            for value in r[common...] { c.take(value) }
            for value in s[common...] { d.take(value) }
            moments.replaceSubrange(first..<first + 4, with: [a, b, c, d])
            first += 4
        }
        for column in first..<values.count {
            for value in values[column] { moments[column].take(value) }
        }
    }

    var isConstant: Bool { squares == 0 }

    /// A constant column becomes zeros.
    var scale: TableFeature.Scale {
        TableFeature.Scale(
            mean: mean, deviation: squares > 0 ? (squares / count).squareRoot() : 1)
    }
}
