import CKernels

// N = samples, T = tokens, W = width, H = heads, D = W / H. Of sample n and head h, with the
// columns h·D ..< (h + 1)·D of each:
//   Q, K, V [T, D] = projections' first, second and third W columns
//   P [T, T] = softmax of each row of Q · Kᵀ / √D        context [T, D] = P · V

extension Engine {
    /// Lets every token of a sample collect the values of those whose keys match its query, in
    /// each head by itself (scaled dot-product attention).
    ///
    /// - Shapes: `projections` [N·T, 3W], `probabilities` [N·H, T·T], `context` [N·T, W].
    /// - Reference: Vaswani et al., *Attention Is All You Need*, 2017, §3.2.
    package func attend(
        _ projections: Matrix, tokens: Int, heads: Int, probabilities: Matrix, into context: Matrix
    ) {
        let pairs = projections.rows / tokens * heads
        let (width, scale) = (context.columns, Engine.scale(context.columns / heads))
        checkAttention(projections, tokens: tokens, heads: heads, probabilities, context)
        func formula<S: RealScalar>(_: S.Type) {
            let (x, p) = (projections.reals(S.self), probabilities.reals(S.self))
            let y = context.reals(S.self)
            for pair in 0..<pairs {
                let (first, columns) = place(pair, tokens, heads, width)
                for t in 0..<tokens {
                    let scores = (0..<tokens).map { other in
                        S(scale)
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
        if let scalar = formulaScalar(for: projections) { return formula(scalar) }
        run(
            table.attention,
            onward_attention(
                projections: projections.pointer(), probabilities: probabilities.pointer(),
                context: context.pointer(), tokens: tokens, heads: heads, width: width,
                scale: Float(scale)),
            over: pairs, numbersEach: tokens * tokens)
    }

    /// The error of `attend`'s projections. With E [T, D] the context's error:
    ///
    ///     dV = Pᵀ · E        dP = E · Vᵀ        dS = P ⊙ (dP − Σ over the row of P ⊙ dP)
    ///     dQ = dS · K / √D                      dK = dSᵀ · Q / √D
    ///
    /// - Shapes: as in `attend`; `scoreErrors`, which is room to work in, as `probabilities`.
    package func attendBackward(
        _ projections: Matrix, tokens: Int, heads: Int, probabilities: Matrix,
        contextError: Matrix, scoreErrors: Matrix, into projectionsError: Matrix
    ) {
        let pairs = projections.rows / tokens * heads
        let (width, scale) = (contextError.columns, Engine.scale(contextError.columns / heads))
        checkAttention(projections, tokens: tokens, heads: heads, probabilities, contextError)
        checkAttention(projectionsError, tokens: tokens, heads: heads, scoreErrors, contextError)
        func formula<S: RealScalar>(_: S.Type) {
            let (x, p) = (projections.reals(S.self), probabilities.reals(S.self))
            let (e, s) = (contextError.reals(S.self), scoreErrors.reals(S.self))
            let result = projectionsError.reals(S.self)
            func sum(_ term: (Int) -> S) -> S { (0..<tokens).reduce(0) { $0 + term($1) } }
            for pair in 0..<pairs {
                let (first, columns) = place(pair, tokens, heads, width)
                for t in 0..<tokens {
                    let errors = (0..<tokens).map { other in
                        columns.reduce(0) {
                            $0 + e[first + t, $1] * x[first + other, 2 * width + $1]
                        }
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
                            S(scale) * sum { s[pair, t * tokens + $0] * x[first + $0, k] }
                        result[first + t, k] =
                            S(scale) * sum { s[pair, $0 * tokens + t] * x[first + $0, q] }
                        result[first + t, v] =
                            sum { p[pair, $0 * tokens + t] * e[first + $0, q] }
                    }
                }
            }
        }
        if let scalar = formulaScalar(for: projections) { return formula(scalar) }
        run(
            table.attention_back,
            onward_attention_back(
                projections: projections.pointer(), probabilities: probabilities.pointer(),
                context_error: contextError.pointer(), score_error: scoreErrors.pointer(),
                projections_error: projectionsError.pointer(), tokens: tokens, heads: heads,
                width: width, scale: Float(scale)),
            over: pairs, numbersEach: tokens * tokens)
    }

    private static func scale(_ headWidth: Int) -> Double { 1 / Double(headWidth).squareRoot() }

    /// The first row of a pair of sample and head, and the head's columns.
    private func place(
        _ pair: Int, _ tokens: Int, _ heads: Int, _ width: Int
    ) -> (first: Int, columns: Range<Int>) {
        let start = pair % heads * (width / heads)
        return (pair / heads * tokens, start..<start + width / heads)
    }

    private func checkAttention(
        _ projections: Matrix, tokens: Int, heads: Int, _ probabilities: Matrix, _ context: Matrix
    ) {
        precondition(
            projections.isContiguous && probabilities.isContiguous && context.isContiguous)
        precondition(
            projections.rows % tokens == 0 && context.columns % heads == 0
                && projections.columns == 3 * context.columns && context.rows == projections.rows
                && probabilities.count == projections.rows * heads * tokens,
            """
            \(heads) heads and \(tokens) tokens do not fit projections \
            [\(projections.rows), \(projections.columns)], probabilities \
            [\(probabilities.rows), \(probabilities.columns)] and context \
            [\(context.rows), \(context.columns)]
            """)
    }
}
