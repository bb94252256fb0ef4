extension FormulaKernels {
    func sumSquares(of input: Matrix, factor: Double, into goodness: Matrix) {
        let (x, g) = (input.reals(Real.self), goodness.reals(Real.self))
        for n in 0..<input.rows {
            g[n] =
                Real(factor) * (0..<input.columns).reduce(Real(0)) { $0 + x[n, $1] * x[n, $1] }
        }
    }

    func scaleRows(of input: Matrix, by slopes: Matrix, into output: Matrix) {
        let (x, y) = (input.reals(Real.self), output.reals(Real.self))
        let slope = slopes.reals(Real.self)
        for n in 0..<input.rows {
            for m in 0..<input.columns { y[n, m] = slope[n] * x[n, m] }
        }
    }
}
