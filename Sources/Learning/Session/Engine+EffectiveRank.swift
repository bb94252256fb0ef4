import OnwardCompute

extension Engine {
    /// Over how many directions samples' outputs spread: (Σ λ)² / Σ λ², λ being the variances along the principal
    /// axes. n directions of equal variance give n, one that outdoes all others 1, and outputs that are all
    /// alike 0. It is less than the number of samples, of which the first are looked at: up to 256, and fewer
    /// where they have many outputs.
    ///
    /// - Parameter outputs: [N, units].
    /// - Reference: the participation ratio, for instance in Gao et al., *A theory of multineuronal
    ///   dimensionality, dynamics and measurement*, 2017.
    func effectiveRank(of outputs: Matrix) -> Double {
        let columns = outputs.columns
        let rows = min(outputs.rows, 256, max(2, (1 << 20) / columns))
        guard rows > 1 else { return 0 }
        let centered = Matrix(
            Engine.centered(outputs.rows(0..<rows).float32Values(), columns: columns),
            columns: columns)
        // The products of samples have the same λ, but for zeros, as those of units; and a symmetric
        // matrix's trace is their sum, the sum of its squares that of theirs.
        let products = makeMatrix(rows: rows, columns: rows)
        multiply(centered, centered.transposed, into: products)
        let found = products.float32Values()
        let trace = (0..<rows).reduce(0.0) { $0 + Double(found[$1 * (rows + 1)]) }
        let squares = found.reduce(0.0) { $0 + Double($1) * Double($1) }
        return squares > 0 ? trace * trace / squares : 0
    }

    /// Numbers less the mean of their column.
    private static func centered(_ numbers: [Float], columns: Int) -> [Float] {
        var (result, means) = (numbers, [Double](repeating: 0, count: columns))
        let starts = stride(from: 0, to: numbers.count, by: columns)
        for start in starts {
            for column in 0..<columns { means[column] += Double(numbers[start + column]) }
        }
        let rows = Double(numbers.count / columns)
        for start in starts {
            for column in 0..<columns { result[start + column] -= Float(means[column] / rows) }
        }
        return result
    }
}
