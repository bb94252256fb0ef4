import CKernels

extension Engine {
    /// Divides every row by its length: length = √(factor · Σ x²) + ε, output = x / length.
    ///
    /// - Shapes: `input` and `output` [N, M], `lengths` [N, 1]. The output may be columns of a wider
    ///   matrix, and stored in another type.
    package func normalize(
        _ input: Matrix, factor: Double, epsilon: Double, into output: Matrix, lengths: Matrix
    ) {
        precondition(
            input.isContiguous && output.columnStride == 1 && output.rows == input.rows
                && output.columns == input.columns)
        let input = reading(input, as: output.elementType, room: 0)
        func formula<S: RealScalar>(_: S.Type) {
            let (x, y) = (input.reals(S.self), output.reals(S.self))
            for n in 0..<input.rows {
                let sum = (0..<input.columns).reduce(S(0)) { $0 + x[n, $1] * x[n, $1] }
                let length = (S(factor) * sum).squareRoot() + S(epsilon)
                lengths.reals(S.self)[n] = length
                for m in 0..<input.columns { y[n, m] = x[n, m] / length }
            }
        }
        if let scalar = formulaScalar(for: input) { return formula(scalar) }
        run(
            loops(input).normalize,
            onward_normalize(
                input: input.start, output: output.start, length: lengths.pointer(),
                columns: input.columns, output_stride: output.rowStride, factor: Float(factor),
                epsilon: Float(epsilon)),
            over: input.rows, numbersEach: input.columns)
    }

    /// The error of `normalize`'s input. With r = √(factor · Σ x²) and length = r + ε:
    ///
    ///     inputError = outputError / length − x · factor · (Σ outputError · x) / (r · length²)
    ///
    /// A row of zeros has no direction, so only the first term counts there.
    package func normalizeBackward(
        _ input: Matrix, lengths: Matrix, factor: Double, epsilon: Double, outputError: Matrix,
        into inputError: Matrix
    ) {
        precondition(input.isContiguous && outputError.isContiguous && inputError.isContiguous)
        func formula<S: RealScalar>(_: S.Type) {
            let (x, e) = (input.reals(S.self), outputError.reals(S.self))
            let result = inputError.reals(S.self)
            for n in 0..<input.rows {
                let length = lengths.reals(S.self)[n]
                let root = length - S(epsilon)
                let along = (0..<input.columns).reduce(S(0)) { $0 + e[n, $1] * x[n, $1] }
                let pull = root > 0 ? S(factor) * along / (root * length * length) : 0
                for m in 0..<input.columns { result[n, m] = e[n, m] / length - pull * x[n, m] }
            }
        }
        if let scalar = formulaScalar(for: input) { return formula(scalar) }
        run(
            loops(input, outputError, inputError).normalize_back,
            onward_normalize_back(
                input: input.start, output_error: outputError.start, length: lengths.pointer(),
                input_error: inputError.start,
                columns: input.columns, factor: Float(factor), epsilon: Float(epsilon)),
            over: input.rows, numbersEach: input.columns)
    }
}
