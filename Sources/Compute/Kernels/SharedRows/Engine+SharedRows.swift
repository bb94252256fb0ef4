// S = samples, M = numbers of each, R = rows, C = numbers of their own, O = outputs.
extension Engine {
    /// The lengths of rows, to divide them by:
    ///
    ///     length = √(factor · Σ x²) + ε
    ///
    /// Where they are divided already, the length is that of both divisions together.
    ///
    /// - Shapes: `lengths` [R, 1].
    package func measure(
        _ rows: SharedRows, factor: Double, epsilon: Double, into lengths: Matrix
    ) {
        precondition(lengths.count == rows.rows && rows.samples.columnStride == 1)
        kernels(for: lengths).measure(rows, factor: factor, epsilon: epsilon, into: lengths)
    }

    /// output = activation(rows · b + bias), by way of samples · b.
    ///
    /// - Parameter sums: receives rows · b + bias where the activation keeps it, and needed there.
    /// - Shapes: `b` [M + C, O], `bias` [1, O], `output` and `sums` [R, O].
    package func multiply(
        _ rows: SharedRows, _ b: Matrix, bias: Matrix? = nil, activation: Activation = .none,
        sums: Matrix? = nil, into output: Matrix
    ) {
        if activation.keepsSums {
            guard let sums else { preconditionFailure("\(activation) needs room for its sums") }
            multiply(rows, b, bias: bias, into: sums)
            return activate(sums, by: activation, into: output)
        }
        precondition(
            rows.columns == b.rows && output.isContiguous && output.rows == rows.rows
                && output.columns == b.columns && bias.map { $0.count == b.columns } ?? true)
        kernels(for: output).multiply(rows, b, bias: bias, activation: activation, into: output)
    }

    /// output = a · rows, by way of the samples; for a weight's gradient, where `a` is an error
    /// transposed.
    ///
    /// - Shapes: `a` [O, R], `output` [O, M + C].
    package func multiply(_ a: Matrix, _ rows: SharedRows, into output: Matrix) {
        precondition(
            a.transposed.isContiguous && a.columns == rows.rows && output.rows == a.rows
                && output.columns == rows.columns)
        kernels(for: output).multiply(a, rows, into: output)
    }
}
