import CKernels

extension Engine {
    /// output = activation(sums), for an activation that keeps its sums.
    ///
    /// - Shapes: `sums` and `output` [N, M]; the sums are float32 where the output is bfloat16.
    func activate(_ sums: Matrix, by activation: Activation, into output: Matrix) {
        precondition(sums.isContiguous && output.isContiguous && sums.count == output.count)
        func formula<S: RealScalar>(_: S.Type) {
            let (x, y) = (sums.reals(S.self), output.reals(S.self))
            for i in 0..<sums.count { y[i] = activation.value(x[i]) }
        }
        if let scalar = formulaScalar(for: sums) { return formula(scalar) }
        precondition(activation == .gelu, "\(activation) is computed together with its sums")
        run(
            loops(output).gelu, onward_gelu(sum: sums.pointer(), output: output.start),
            over: sums.count, numbersEach: 8)
    }

    /// Turns the error on an activation's output into that on its sums:
    ///
    ///     error = error · slope, where slope is dy/dx of the activation
    ///
    /// - Parameter sums: read where the activation keeps them, and needed there.
    /// - Shapes: `error`, `output` and `sums` [N, M]; the sums are float32 where the others are
    ///   bfloat16.
    package func gate(
        _ error: Matrix, by activation: Activation, output: Matrix, sums: Matrix? = nil
    ) {
        guard activation != .none else { return }
        guard let kept = activation.keepsSums ? sums : output else {
            preconditionFailure("\(activation) needs the sums that it was computed from")
        }
        precondition(error.isContiguous && kept.isContiguous && error.count == kept.count)
        func formula<S: RealScalar>(_: S.Type) {
            let (e, x) = (error.reals(S.self), kept.reals(S.self))
            // Not a product with 0: an error that is not a number stops at a closed gate.
            for i in 0..<error.count {
                let slope = activation.slope(x[i])
                e[i] = slope == 0 ? 0 : slope * e[i]
            }
        }
        if let scalar = formulaScalar(for: error) { return formula(scalar) }
        switch activation.slopeBelowZero {
        case nil:
            run(
                loops(error).gelu_gate,
                onward_gelu_gate(error: error.start, sum: kept.pointer()),
                over: error.count, numbersEach: 8)
        case 0:
            run(
                loops(error, kept).relu_gate,
                onward_relu_gate(error: error.start, output: kept.start),
                over: error.count)
        case let slope?:
            run(
                loops(error, kept).leaky_gate,
                onward_leaky_gate(error: error.start, output: kept.start, slope: slope),
                over: error.count)
        }
    }

    /// The bias's gradient: sum[m] = Σ over rows of matrix[n, m].
    ///
    /// - Shapes: `matrix` [N, M], `sum` [1, M].
    package func sumColumns(of matrix: Matrix, into sum: Matrix) {
        precondition(matrix.isContiguous && sum.count == matrix.columns)
        func formula<S: RealScalar>(_: S.Type) {
            let (x, s) = (matrix.reals(S.self), sum.reals(S.self))
            for column in 0..<matrix.columns {
                s[column] = (0..<matrix.rows).reduce(0) { $0 + x[$1, column] }
            }
        }
        if let scalar = formulaScalar(for: matrix) { return formula(scalar) }
        run(
            loops(matrix).column_sum,
            onward_column_sum(
                matrix: matrix.start, sum: sum.pointer(), rows: matrix.rows,
                columns: matrix.columns),
            over: matrix.columns, numbersEach: matrix.rows)
    }
}
