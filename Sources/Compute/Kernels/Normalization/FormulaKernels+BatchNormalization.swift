extension FormulaKernels {
    func normalizeBatch(
        _ input: Matrix, weight: Matrix, bias: Matrix, runningMean: Matrix,
        runningVariance: Matrix, momentum: Double, epsilon: Double, isTraining: Bool,
        into output: Matrix
    ) {
        let (x, y) = (input.reals(Real.self), output.reals(Real.self))
        let (w, b) = (weight.reals(Real.self), bias.reals(Real.self))
        let (means, variances) = (
            runningMean.reals(Real.self), runningVariance.reals(Real.self)
        )
        let (channels, positions) = (weight.count, input.columns / weight.count)
        let count = Real(input.rows * positions)
        for c in 0..<channels {
            var (mean, variance) = (means[c], variances[c])
            if isTraining {
                (mean, variance) = moments(x, c * positions..<(c + 1) * positions, input.rows)
                means[c] += Real(momentum) * (mean - means[c])
                variances[c] += Real(momentum) * (variance * count / (count - 1) - variances[c])
            }
            let share = 1 / (variance + Real(epsilon)).squareRoot()
            for n in 0..<input.rows {
                for m in c * positions..<(c + 1) * positions {
                    y[n, m] = w[c] * (x[n, m] - mean) * share + b[c]
                }
            }
        }
    }

    func normalizeBatchBackward(
        _ input: Matrix, weight: Matrix, epsilon: Double, outputError: Matrix, weightError: Matrix,
        biasError: Matrix, into inputError: Matrix?
    ) {
        let (x, e) = (input.reals(Real.self), outputError.reals(Real.self))
        let (g, b) = (weightError.reals(Real.self), biasError.reals(Real.self))
        let (channels, positions) = (weight.count, input.columns / weight.count)
        let (w, count) = (weight.reals(Real.self), Real(input.rows * positions))
        for c in 0..<channels {
            let range = c * positions..<(c + 1) * positions
            let (mean, variance) = moments(x, range, input.rows)
            let share = 1 / (variance + Real(epsilon)).squareRoot()
            var (along, level): (Real, Real) = (0, 0)
            for n in 0..<input.rows {
                for m in range {
                    along += e[n, m] * (x[n, m] - mean) * share
                    level += e[n, m]
                }
            }
            (g[c], b[c]) = (along, level)
            guard let result = inputError?.reals(Real.self) else { continue }
            for n in 0..<input.rows {
                for m in range {
                    let pull = (x[n, m] - mean) * share * along / count
                    result[n, m] = w[c] * share * (e[n, m] - level / count - pull)
                }
            }
        }
    }

    /// Mean and variance, divided by the number of values, of some columns.
    private func moments(
        _ x: Reals<Real>, _ columns: Range<Int>, _ rows: Int
    ) -> (mean: Real, variance: Real) {
        let count = Real(rows * columns.count)
        var (mean, variance): (Real, Real) = (0, 0)
        for n in 0..<rows { for m in columns { mean += x[n, m] / count } }
        for n in 0..<rows {
            for m in columns { variance += (x[n, m] - mean) * (x[n, m] - mean) / count }
        }
        return (mean, variance)
    }
}
