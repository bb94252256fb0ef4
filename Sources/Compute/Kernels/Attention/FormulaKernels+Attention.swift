extension FormulaKernels {
    func attend(
        _ projections: Matrix, _ form: AttentionForm, probabilities: Matrix, into context: Matrix
    ) {
        let (x, p) = (projections.reals(Real.self), probabilities.reals(Real.self))
        let (y, tokens, width) = (context.reals(Real.self), form.tokens, form.width)
        for pair in 0..<form.pairs {
            let (first, columns) = form.place(pair)
            for t in 0..<tokens {
                let scores = (0..<tokens).map { other in
                    Real(form.scale)
                        * columns.reduce(0) {
                            $0 + x[first + t, $1] * x[first + other, width + $1]
                        }
                }
                let top = scores.max() ?? 0
                let shares = scores.map { ($0 - top).exponential }
                let total = shares.reduce(0, +)
                for other in 0..<tokens { p[pair, t * tokens + other] = shares[other] / total }
                for column in columns {
                    y[first + t, column] = (0..<tokens).reduce(0) {
                        $0 + p[pair, t * tokens + $1] * x[first + $1, 2 * width + column]
                    }
                }
            }
        }
    }

    func attendBackward(
        _ projections: Matrix, _ form: AttentionForm, probabilities: Matrix, contextError: Matrix,
        scoreErrors: Matrix, into projectionsError: Matrix
    ) {
        let (x, p) = (projections.reals(Real.self), probabilities.reals(Real.self))
        let (e, s) = (contextError.reals(Real.self), scoreErrors.reals(Real.self))
        let (result, scale) = (projectionsError.reals(Real.self), Real(form.scale))
        let (tokens, width) = (form.tokens, form.width)
        func sum(_ term: (Int) -> Real) -> Real { (0..<tokens).reduce(0) { $0 + term($1) } }
        for pair in 0..<form.pairs {
            let (first, columns) = form.place(pair)
            for t in 0..<tokens {
                let errors = (0..<tokens).map { other in
                    columns.reduce(0) { $0 + e[first + t, $1] * x[first + other, 2 * width + $1] }
                }
                let along = sum { p[pair, t * tokens + $0] * errors[$0] }
                for other in 0..<tokens {
                    let score = t * tokens + other
                    s[pair, score] = p[pair, score] * (errors[other] - along)
                }
            }
            for t in 0..<tokens {
                for q in columns {
                    let (k, v) = (q + width, q + 2 * width)
                    result[first + t, q] =
                        scale * sum { s[pair, t * tokens + $0] * x[first + $0, k] }
                    result[first + t, k] =
                        scale * sum { s[pair, $0 * tokens + t] * x[first + $0, q] }
                    result[first + t, v] = sum { p[pair, $0 * tokens + t] * e[first + $0, q] }
                }
            }
        }
    }
}
