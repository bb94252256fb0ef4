import CKernels

extension Engine {
    /// Normalizes every row: output = weight · (x − mean) / √(variance + ε) + bias.
    ///
    /// - Shapes: `input` and `output` [N, M], `weight` and `bias` [M], `statistics` [N, 2]: each
    ///   row's mean and 1 / √(variance + ε).
    package func normalizeRows(
        _ input: Matrix, weight: Matrix, bias: Matrix, epsilon: Double, into output: Matrix,
        statistics: Matrix
    ) {
        precondition(input.isContiguous && output.isContiguous && output.count == input.count)
        precondition(weight.count == input.columns && bias.count == input.columns)
        precondition(statistics.isContiguous && statistics.count == 2 * input.rows)
        guard input.elementType != .bfloat16 else {
            return writing(output, room: 4) {
                normalizeRows(
                    reading(input, as: .float32, room: 0), weight: weight, bias: bias,
                    epsilon: epsilon, into: $0, statistics: statistics)
            }
        }
        func formula<S: RealScalar>(_: S.Type) {
            let (x, y) = (input.reals(S.self), output.reals(S.self))
            let (w, b) = (weight.reals(S.self), bias.reals(S.self))
            let kept = statistics.reals(S.self)
            let (columns, count) = (0..<input.columns, S(input.columns))
            for n in 0..<input.rows {
                let mean = columns.reduce(0) { $0 + x[n, $1] } / count
                let variance =
                    columns.reduce(0) { $0 + (x[n, $1] - mean) * (x[n, $1] - mean) } / count
                let share = 1 / (variance + S(epsilon)).squareRoot()
                for m in columns { y[n, m] = w[m] * (x[n, m] - mean) * share + b[m] }
                (kept[n, 0], kept[n, 1]) = (mean, share)
            }
        }
        if let scalar = formulaScalar(for: input) { return formula(scalar) }
        run(
            table.layer_norm,
            onward_layer_norm(
                input: input.pointer(), weight: weight.pointer(), bias: bias.pointer(),
                output: output.pointer(), statistics: statistics.pointer(),
                columns: input.columns, epsilon: Float(epsilon)),
            over: input.rows, numbersEach: input.columns)
    }

    /// The error of `normalizeRows`' input. With g = outputError · weight, x̂ = (x − mean) · share
    /// and means over the row:
    ///
    ///     inputError = share · (g − mean(g) − x̂ · mean(g · x̂))
    package func normalizeRowsBackward(
        _ input: Matrix, weight: Matrix, statistics: Matrix, outputError: Matrix,
        into inputError: Matrix
    ) {
        precondition(input.isContiguous && outputError.isContiguous && inputError.isContiguous)
        precondition(weight.count == input.columns && inputError.count == input.count)
        guard input.elementType != .bfloat16 else {
            return writing(inputError, room: 4) {
                normalizeRowsBackward(
                    reading(input, as: .float32, room: 0), weight: weight, statistics: statistics,
                    outputError: reading(outputError, as: .float32, room: 1), into: $0)
            }
        }
        func formula<S: RealScalar>(_: S.Type) {
            let (x, e) = (input.reals(S.self), outputError.reals(S.self))
            let (w, kept) = (weight.reals(S.self), statistics.reals(S.self))
            let (result, count) = (inputError.reals(S.self), S(input.columns))
            for n in 0..<input.rows {
                let (mean, share) = (kept[n, 0], kept[n, 1])
                var (level, along): (S, S) = (0, 0)
                for m in 0..<input.columns {
                    level += e[n, m] * w[m] / count
                    along += e[n, m] * w[m] * (x[n, m] - mean) * share / count
                }
                for m in 0..<input.columns {
                    let pull = (x[n, m] - mean) * share * along
                    result[n, m] = share * (e[n, m] * w[m] - level - pull)
                }
            }
        }
        if let scalar = formulaScalar(for: input) { return formula(scalar) }
        run(
            table.layer_norm_back,
            onward_layer_norm_back(
                input: input.pointer(), weight: weight.pointer(),
                statistics: statistics.pointer(), output_error: outputError.pointer(),
                input_error: inputError.pointer(), columns: input.columns),
            over: input.rows, numbersEach: input.columns)
    }

    /// The errors of `normalizeRows`' weight and bias, sums over all rows:
    ///
    ///     weightError = Σ outputError · x̂        biasError = Σ outputError
    package func normalizeRowsGain(
        _ input: Matrix, statistics: Matrix, outputError: Matrix, weightError: Matrix,
        biasError: Matrix
    ) {
        precondition(input.isContiguous && outputError.isContiguous)
        precondition(weightError.count == input.columns && biasError.count == input.columns)
        let input = reading(input, as: weightError.elementType, room: 0)
        let outputError = reading(outputError, as: weightError.elementType, room: 1)
        func formula<S: RealScalar>(_: S.Type) {
            let (x, e) = (input.reals(S.self), outputError.reals(S.self))
            let kept = statistics.reals(S.self)
            for m in 0..<input.columns {
                var (along, level): (S, S) = (0, 0)
                for n in 0..<input.rows {
                    along += e[n, m] * (x[n, m] - kept[n, 0]) * kept[n, 1]
                    level += e[n, m]
                }
                weightError.reals(S.self)[m] = along
                biasError.reals(S.self)[m] = level
            }
        }
        if let scalar = formulaScalar(for: input) { return formula(scalar) }
        run(
            table.layer_norm_gain,
            onward_layer_norm_gain(
                input: input.pointer(), statistics: statistics.pointer(),
                output_error: outputError.pointer(), weight_error: weightError.pointer(),
                bias_error: biasError.pointer(), rows: input.rows, columns: input.columns),
            over: input.columns, numbersEach: input.rows)
    }
}
