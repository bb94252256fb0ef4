import OnwardCompute

/// What a layer is lent to carry an error back over a batch of N samples.
public struct BackwardPass {
    /// What computes: its kernels take whole matrices.
    public let engine: Engine
    /// The layer's parameters in its plan's order.
    public let parameters: [Matrix]
    /// What stands in for the parameters where the error passes through them: the parameters
    /// themselves, or a fixed random matrix of the same form (feedback alignment).
    public let carriers: [Matrix]
    /// Where the parameters' gradients go, in the plan's order.
    public let gradients: [Matrix]
    /// One input sample's form.
    public let inputShape: Shape
    /// [N, numbers per input sample], as the forward pass read them.
    public let input: Matrix
    /// [N, numbers per output sample], as the forward pass wrote them.
    public let output: Matrix
    /// [N, `cachePerSample`], as the forward pass left it.
    public let cache: Matrix
    /// [N, numbers per output sample]; may be overwritten.
    public let outputError: Matrix
    /// [N, numbers per input sample]; nil where nobody below learns from it.
    public let inputError: Matrix?
    /// The forward pass's random numbers: the same ones at the same places.
    public let random: RandomSource
    /// What else acts on the sums before the activation; only for a layer whose plan names units.
    package let unitError: UnitError?

    /// - Parameter inputShape: nil for flat samples.
    package init(
        engine: Engine, parameters: [Matrix], carriers: [Matrix], gradients: [Matrix],
        inputShape: Shape? = nil, input: Matrix, output: Matrix, cache: Matrix,
        outputError: Matrix, inputError: Matrix?, random: RandomSource,
        unitError: UnitError? = nil
    ) {
        self.engine = engine
        self.parameters = parameters
        self.carriers = carriers
        self.gradients = gradients
        self.inputShape = inputShape ?? Shape(input.columns)
        self.input = input
        self.output = output
        self.cache = cache
        self.outputError = outputError
        self.inputError = inputError
        self.random = random
        self.unitError = unitError
    }

    /// Turns the error on the output into that on the sums before the activation.
    ///
    /// - Parameter sums: what the activation keeps, if it does.
    public func gate(by activation: Activation, sums: Matrix) {
        engine.gate(outputError, by: activation, output: output, sums: sums)
        guard let unitError else { return }
        let (samples, units) = (outputError.rows(0..<unitError.samples), unitError.errors.columns)
        engine.add(
            row: unitError.errors,
            toRowsOf: samples.reshaped(rows: samples.count / units, columns: units))
    }
}
