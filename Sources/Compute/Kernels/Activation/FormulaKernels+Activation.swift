extension FormulaKernels {
    func activate(_ sums: Matrix, by activation: Activation, into output: Matrix) {
        let (x, y) = (sums.reals(Real.self), output.reals(Real.self))
        for i in 0..<sums.count { y[i] = activation.value(x[i]) }
    }

    func gate(_ error: Matrix, by activation: Activation, kept: Matrix) {
        let (e, x) = (error.reals(Real.self), kept.reals(Real.self))
        // Not a product with 0: an error that is not a number stops at a closed gate.
        for i in 0..<error.count {
            let slope = activation.slope(x[i])
            e[i] = slope == 0 ? 0 : slope * e[i]
        }
    }
}
