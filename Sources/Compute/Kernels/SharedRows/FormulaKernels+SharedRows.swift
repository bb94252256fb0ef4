extension FormulaKernels {
    func measure(_ rows: SharedRows, factor: Double, epsilon: Double, into lengths: Matrix) {
        let (before, length) = (rows.lengths?.reals(Real.self), lengths.reals(Real.self))
        for r in 0..<rows.rows {
            let sum = (0..<rows.columns).reduce(Real(0)) {
                let x: Real = rows.value(r, $1)
                return $0 + x * x
            }
            let own = (Real(factor) * sum).squareRoot() + Real(epsilon)
            length[r] = (before?[r, 0] ?? 1) * own
        }
    }

    func multiply(
        _ rows: SharedRows, _ b: Matrix, bias: Matrix?, activation: Activation, into output: Matrix
    ) {
        let (y, z) = (b.reals(Real.self), output.reals(Real.self))
        let offset = bias?.reals(Real.self)
        for r in 0..<output.rows {
            for o in 0..<output.columns {
                let sum = (0..<rows.columns).reduce(offset?[0, o] ?? 0) {
                    $0 + rows.value(r, $1) * y[$1, o]
                }
                z[r, o] = activation.value(sum)
            }
        }
    }

    func multiply(_ a: Matrix, _ rows: SharedRows, into output: Matrix) {
        let (x, z) = (a.reals(Real.self), output.reals(Real.self))
        for o in 0..<output.rows {
            for m in 0..<output.columns {
                z[o, m] = (0..<rows.rows).reduce(Real(0)) { $0 + x[o, $1] * rows.value($1, m) }
            }
        }
    }
}
