extension FormulaKernels {
    func normalize(
        _ input: Matrix, factor: Double, epsilon: Double, into output: Matrix, lengths: Matrix
    ) {
        let (x, y) = (operand(input, beside: output), output.reals(Real.self))
        let kept = lengths.reals(Real.self)
        for n in 0..<input.rows {
            let sum = (0..<input.columns).reduce(Real(0)) { $0 + x[n, $1] * x[n, $1] }
            let length = (Real(factor) * sum).squareRoot() + Real(epsilon)
            // Divided by infinity, a row would be taken for zeros.
            kept[n] = length < .infinity ? length : .nan
            for m in 0..<input.columns { y[n, m] = x[n, m] / kept[n] }
        }
    }

    func normalizeBackward(
        _ input: Matrix, lengths: Matrix, factor: Double, epsilon: Double, outputError: Matrix,
        into inputError: Matrix
    ) {
        let (x, e) = (input.reals(Real.self), outputError.reals(Real.self))
        let (kept, result) = (lengths.reals(Real.self), inputError.reals(Real.self))
        for n in 0..<input.rows {
            let length = kept[n]
            let root = length - Real(epsilon)
            let along = (0..<input.columns).reduce(Real(0)) { $0 + e[n, $1] * x[n, $1] }
            let pull = root > 0 ? Real(factor) * along / (root * length * length) : 0
            for m in 0..<input.columns { result[n, m] = e[n, m] / length - pull * x[n, m] }
        }
    }
}
