extension HostKernels {
    package func weigh(_ matrix: Matrix, by weights: RowWeights) {
        let (values, columns) = (matrix.reals(Double.self), matrix.columns)
        for row in 0..<matrix.rows {
            let weight = weights[row]
            for place in row * columns..<(row + 1) * columns { values[place] *= weight }
        }
    }

    package func strongestClass(of evidence: Matrix, into classes: Matrix) {
        let result = classes.pointer(to: Int32.self)
        for row in 0..<evidence.rows { result[row] = strongestClass(of: evidence, row: row) }
    }

    func strongestClass(of evidence: Matrix, row: Int) -> Int32 {
        let g = evidence.elements(Float.self)
        var best = 0
        for c in 1..<max(evidence.columns, 1) where g[row, c] > g[row, best] { best = c }
        return Int32(best)
    }
}
