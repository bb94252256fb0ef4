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
        let form = attentionForm(projections, tokens, heads, probabilities, context)
        kernels(for: projections).attend(
            projections, form, probabilities: probabilities, into: context)
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
        let form = attentionForm(projections, tokens, heads, probabilities, contextError)
        let errors = attentionForm(projectionsError, tokens, heads, scoreErrors, contextError)
        precondition(form == errors, "\(errors) are the errors of \(form)")
        kernels(for: projections).attendBackward(
            projections, form, probabilities: probabilities, contextError: contextError,
            scoreErrors: scoreErrors, into: projectionsError)
    }

    private func attentionForm(
        _ projections: Matrix, _ tokens: Int, _ heads: Int, _ probabilities: Matrix,
        _ context: Matrix
    ) -> AttentionForm {
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
        return AttentionForm(
            samples: projections.rows / tokens, tokens: tokens, heads: heads,
            width: context.columns)
    }
}
