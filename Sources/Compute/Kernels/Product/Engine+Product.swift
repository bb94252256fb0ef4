extension Engine {
    /// output = activation(a · b + bias).
    ///
    /// Transposed views cost nothing extra. Where one operand is bfloat16 the other one is rounded
    /// to it. Sums are float32, and a bias and what the activation keeps as well.
    ///
    /// - Parameter sums: receives a · b + bias where the activation keeps it, and needed there.
    /// - Shapes: `a` [N, K], `b` [K, M], `bias` [1, M], `output` and `sums` [N, M].
    public func multiply(
        _ a: Matrix, _ b: Matrix, bias: Matrix? = nil, activation: Activation = .none,
        sums: Matrix? = nil, into output: Matrix
    ) {
        if activation.keepsSums {
            guard let sums else { preconditionFailure("\(activation) needs room for its sums") }
            multiply(a, b, bias: bias, into: sums)
            return activate(sums, by: activation, into: output)
        }
        precondition(
            a.columns == b.rows && output.rows == a.rows && output.columns == b.columns
                && (bias.map { $0.count == output.columns } ?? true),
            """
            [\(a.rows), \(a.columns)] · [\(b.rows), \(b.columns)] does not give \
            [\(output.rows), \(output.columns)]
            """)
        kernels(for: output).multiply(a, b, bias: bias, activation: activation, into: output)
    }
}
