import CKernels

extension NativeKernels {
    func attend(
        _ projections: Matrix, _ form: AttentionForm, probabilities: Matrix, into context: Matrix
    ) {
        run(
            table.attention,
            onward_attention(
                projections: projections.pointer(), probabilities: probabilities.pointer(),
                context: context.pointer(), tokens: form.tokens, heads: form.heads,
                width: form.width, scale: Float(form.scale)),
            over: form.pairs, numbersEach: form.tokens * form.tokens)
    }

    func attendBackward(
        _ projections: Matrix, _ form: AttentionForm, probabilities: Matrix, contextError: Matrix,
        scoreErrors: Matrix, into projectionsError: Matrix
    ) {
        run(
            table.attention_back,
            onward_attention_back(
                projections: projections.pointer(), probabilities: probabilities.pointer(),
                context_error: contextError.pointer(), score_error: scoreErrors.pointer(),
                projections_error: projectionsError.pointer(), tokens: form.tokens,
                heads: form.heads, width: form.width, scale: Float(form.scale)),
            over: form.pairs, numbersEach: form.tokens * form.tokens)
    }
}
