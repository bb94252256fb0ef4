extension FormulaKernels {
    func sumColumns(of matrix: Matrix, into sum: Matrix) {
        let (x, s) = (matrix.reals(Real.self), sum.reals(Real.self))
        for column in 0..<matrix.columns {
            s[column] = (0..<matrix.rows).reduce(0) { $0 + x[$1, column] }
        }
    }
}
