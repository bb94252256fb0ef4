import OnwardCompute
import OnwardSettings

/// Brings every channel, or feature, to mean 0 and variance 1 over the batch, then scales and
/// shifts.
///
///     output = weight · (x − mean) / √(variance + ε) + bias
///
/// In training mean and variance are the batch's, over all positions of an image, and move the
/// running ones; in evaluation, and where a block is frozen, they are the running ones. Computes
/// what PyTorch's `BatchNorm1d` and `BatchNorm2d` do: the variance that normalizes is divided by
/// the number of values m, the one that runs by m − 1.
///
/// Rows that are shown together share their statistics, Forward-Forward's positives and negatives
/// too. A flat sample alone has no spread, so batches to learn from hold at least two.
///
/// The batch's statistics are not kept: `backward` computes them again from the input.
///
/// - Shapes: `input` and `output` [N, D] or [N, C, H, W]; `weight`, `bias`, `running_mean` and
///   `running_var` [D] or [C].
/// - Reference: Ioffe and Szegedy, *Batch Normalization*, 2015.
public struct BatchNormalization: Layer {
    public static let name = "batch-normalization"
    public static let examples = [
        (layer: BatchNormalization(), input: Shape(33)),
        (layer: BatchNormalization(momentum: 0.3, epsilon: 0.1), input: Shape(3, 5, 7)),
    ]

    /// The share of the running statistics that a batch replaces, in 0…1.
    package var momentum: Double
    /// Added to the variance, so that equal numbers stay finite.
    package var epsilon: Double

    /// Takes PyTorch's momentum, 0.1, and ε, 1e-5, where nothing else is said.
    ///
    /// - Parameters:
    ///   - momentum: the share of the running statistics that a batch replaces, above 0, at most 1.
    ///   - epsilon: what is added to the variance, above 0.
    public init(momentum: Double = 0.1, epsilon: Double = 1e-5) {
        self.momentum = momentum
        self.epsilon = epsilon
    }

    public var description: String { "BatchNormalization()" }

    public func validate() throws(SettingsError) {
        try SettingsError.require(
            momentum > 0 && momentum <= 1, "batch-normalization: momentum", "above 0 and at most 1",
            got: momentum)
        try SettingsError.require(
            epsilon > 0, "batch-normalization: epsilon", "above 0", got: epsilon)
    }

    public func plan(for shape: Shape) throws(ShapeError) -> LayerPlan {
        guard shape.isFlat || shape.dimensions.count == 3 else {
            throw ShapeError(
                self, expected: "a flat sample or an image [channels, height, width]", got: shape,
                remedy: "insert Flatten() before it, or take LayerNormalization()")
        }
        let channels = shape.dimensions[0]
        func tensor(_ name: String, _ value: Float) -> ParameterPlan {
            ParameterPlan(name, shape: [channels], initializer: .constant(value))
        }
        return LayerPlan(
            output: shape, parameters: [tensor("weight", 1), tensor("bias", 0)],
            buffers: [tensor("running_mean", 0), tensor("running_var", 1)],
            minimumRows: shape.count > channels ? 1 : 2)
    }

    public func forward(_ pass: ForwardPass) {
        pass.engine.normalizeBatch(
            pass.input, weight: pass.parameters[0], bias: pass.parameters[1],
            runningMean: pass.buffers[0], runningVariance: pass.buffers[1], momentum: momentum,
            epsilon: epsilon, isTraining: pass.isTraining, into: pass.output)
    }

    public func backward(_ pass: BackwardPass) {
        pass.engine.normalizeBatchBackward(
            pass.input, weight: pass.parameters[0], epsilon: epsilon,
            outputError: pass.outputError, weightError: pass.gradients[0],
            biasError: pass.gradients[1], into: pass.inputError)
    }
}
