import OnwardCompute

extension SharedRows {
    /// The rows written out, [R, M + C].
    package var written: Matrix {
        let (shared, mine, divisors) = (samples.numbers, own.numbers, lengths?.numbers)
        let numbers = (0..<rows).flatMap { row in
            let (first, start) = (sample(ofRow: row) * samples.columns, row * own.columns)
            let sample = Array(shared[first..<first + samples.columns])
            let own = Array(mine[start..<start + own.columns])
            return (ownFirst ? own + sample : sample + own).map { $0 / (divisors?[row] ?? 1) }
        }
        return .holding(numbers, columns: columns, as: own.elementType)
    }
}
