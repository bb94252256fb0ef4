extension Engine {
    /// output = activation(sums), for an activation that keeps its sums.
    ///
    /// - Shapes: `sums` and `output` [N, M]; the sums are float32 where the output is bfloat16.
    func activate(_ sums: Matrix, by activation: Activation, into output: Matrix) {
        precondition(sums.isContiguous && output.isContiguous && sums.count == output.count)
        precondition(activation.keepsSums, "\(activation) is computed together with its sums")
        kernels(for: sums).activate(sums, by: activation, into: output)
    }

    /// Turns the error on an activation's output into that on its sums:
    ///
    ///     error = error · slope, where slope is dy/dx of the activation
    ///
    /// - Parameter sums: read where the activation keeps them, and needed there.
    /// - Shapes: `error`, `output` and `sums` [N, M]; the sums are float32 where the others are
    ///   bfloat16.
    public func gate(
        _ error: Matrix, by activation: Activation, output: Matrix, sums: Matrix? = nil
    ) {
        guard activation != .none else { return }
        guard let kept = activation.keepsSums ? sums : output else {
            preconditionFailure("\(activation) needs the sums that it was computed from")
        }
        precondition(error.isContiguous && kept.isContiguous && error.count == kept.count)
        kernels(for: error).gate(error, by: activation, kept: kept)
    }
}
