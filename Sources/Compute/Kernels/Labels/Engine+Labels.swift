extension Engine {
    /// Copies every input row `copies` times and writes a class into each copy.
    ///
    /// A negative label stands for none: all classes are given the neutral value.
    ///
    /// - Shapes: `input` [N, M], `labels` [N · copies, 1] of int32, `output` [N · copies, M'] with
    ///   M' ≥ M.
    package func embed(
        _ labels: Matrix, at place: LabelPlace, in input: Matrix, copies: Int, into output: Matrix
    ) {
        precondition(input.columns <= output.columns)
        write(
            labels, at: place, of: input, copied: input.columns, offset: place.offset,
            copies: copies, into: output)
    }

    /// Writes of what `embed` would make the classes' numbers alone.
    ///
    /// - Shapes: `input` [N, M], `labels` [N · copies, 1] of int32, `output` [N · copies, C · run].
    package func encode(
        _ labels: Matrix, at place: LabelPlace, of input: Matrix, copies: Int, into output: Matrix
    ) {
        write(
            labels, at: place, of: input, copied: 0, offset: 0, copies: copies, into: output)
    }

    private func write(
        _ labels: Matrix, at place: LabelPlace, of input: Matrix, copied: Int, offset: Int,
        copies: Int, into output: Matrix
    ) {
        precondition(
            input.isContiguous && output.isContiguous && output.rows == input.rows * copies
                && labels.count == output.rows
                && offset + place.classes * place.run <= output.columns
                && place.strength.isPositive)
        kernels(for: input).embed(
            labels, at: place, of: input, copied: copied, offset: offset, copies: copies,
            into: output)
    }

    /// Draws for every sample a class that is not its own, each with the same chance.
    ///
    /// - Parameters:
    ///   - order: the samples' numbers [N, 1], which the draw is keyed by, so that it does not
    ///     depend on how they are put into batches.
    ///   - random: the source for one epoch.
    package func drawWrongLabels(
        for labels: Matrix, order: Matrix, classes: Int, random: RandomSource, into wrong: Matrix
    ) {
        precondition(classes > 1 && wrong.count == labels.count && order.count == labels.count)
        kernels.drawWrongLabels(
            for: labels, order: order, classes: classes, random: random, into: wrong)
    }

    /// Exchanges the labels of a batch among its samples, which leaves about one in C unchanged.
    package func shuffle(_ labels: Matrix, random: RandomSource, into shuffled: Matrix) {
        shuffled.copy(from: labels)
        kernels.shuffle(shuffled, random: random)
    }

    /// Draws for every sample a class that is not its own, with the chances that softmax gives the
    /// others by their evidence.
    ///
    /// - Shapes: `evidence` [N, C], `labels` and `wrong` [N, 1] of int32.
    /// - Parameter first: the number of the first sample, which the draw is keyed by.
    package func drawHardLabels(
        from evidence: Matrix, labels: Matrix, first: Int, random: RandomSource, into wrong: Matrix
    ) {
        precondition(labels.count == evidence.rows && wrong.count == evidence.rows)
        kernels(for: evidence).drawHardLabels(
            from: evidence, labels: labels, first: first, random: random, into: wrong)
    }

    /// Sets every number of an int32 matrix.
    package func fill(_ matrix: Matrix, with number: Int) { kernels.fill(matrix, with: number) }

    /// Sets the numbers of an int32 matrix to 0, 1, … below `period`, and again from 0.
    package func fill(_ matrix: Matrix, countingTo period: Int) {
        kernels.fill(matrix, countingTo: period)
    }
}
