import OnwardCompute
import OnwardSettings

/// Brings every sample, or every token of it, to mean 0 and variance 1, then scales and shifts.
///
///     output = weight · (x − mean) / √(variance + ε) + bias
///
/// The mean and the variance, divided by the number of values, are taken over a flat sample, or
/// over each token. Computes what PyTorch's `LayerNorm` does.
///
/// - Shapes: `input` and `output` [N, D] or [N, T, D], `weight` and `bias` [D].
/// - Reference: Ba et al., *Layer Normalization*, 2016.
public struct LayerNormalization: Layer {
    public static let name = "layer-normalization"
    public static let examples = [
        (layer: LayerNormalization(), input: Shape(33)),
        (layer: LayerNormalization(epsilon: 0.1), input: Shape(3, 7)),
    ]

    /// Added to the variance, so that equal numbers stay finite.
    package var epsilon: Double

    /// Takes PyTorch's ε, 1e-5, where nothing else is said; it is above 0.
    public init(epsilon: Double = 1e-5) { self.epsilon = epsilon }

    public var description: String { "LayerNormalization()" }

    public func validate() throws(SettingsError) {
        try SettingsError.require(
            epsilon > 0, "layer-normalization: epsilon", "above 0", got: epsilon)
    }

    public func plan(for shape: Shape) throws(ShapeError) -> LayerPlan {
        guard let width = shape.dimensions.last, shape.dimensions.count <= 2 else {
            throw ShapeError(
                self, expected: "a flat sample or tokens [count, width]", got: shape,
                remedy: "insert Flatten() before it, or take BatchNormalization()")
        }
        return LayerPlan(
            output: shape,
            parameters: [
                ParameterPlan("weight", shape: [width], initializer: .constant(1)),
                ParameterPlan("bias", shape: [width], initializer: .constant(0)),
            ], cachePerSample: 2 * (shape.count / width))
    }

    public func forward(_ pass: ForwardPass) {
        let weight = pass.parameters[0]
        pass.engine.normalizeRows(
            pass.input.tokens(of: weight.count), weight: weight, bias: pass.parameters[1],
            epsilon: epsilon, into: pass.output.tokens(of: weight.count),
            statistics: pass.cache.tokens(of: 2))
    }

    public func backward(_ pass: BackwardPass) {
        let weight = pass.parameters[0]
        let (input, statistics) = (pass.input.tokens(of: weight.count), pass.cache.tokens(of: 2))
        let error = pass.outputError.tokens(of: weight.count)
        pass.engine.normalizeRowsGain(
            input, statistics: statistics, outputError: error, weightError: pass.gradients[0],
            biasError: pass.gradients[1])
        if let inputError = pass.inputError {
            pass.engine.normalizeRowsBackward(
                input, weight: weight, statistics: statistics, outputError: error,
                into: inputError.tokens(of: weight.count))
        }
    }
}
