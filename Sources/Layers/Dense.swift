import OnwardCompute
import OnwardSettings

/// A fully connected layer.
///
///     output = activation(input · weightᵀ + bias)
///
/// Weights begin as He et al. draw them and biases at 0. On validation data of Fashion-MNIST this
/// did better for Mono-Forward than PyTorch's `Linear`, which draws both from ±1/√I. Of standardized
/// numbers a sample near the mean puts out nearly nothing, whatever its class, until biases have grown;
/// there they are drawn as PyTorch draws them (`drawsBias`).
///
/// - Shapes: `input` [N, I], `output` [N, units], `weight` [units, I], `bias` [units].
public struct Dense: Layer {
    public static let name = "dense"
    public static let examples = [
        (layer: Dense(7), input: Shape(5)),
        (layer: Dense(33, activation: .relu), input: Shape(7)),
        (layer: Dense(1, activation: .relu, bias: false), input: Shape(33)),
        (layer: Dense(5, activation: .leakyReLU), input: Shape(7)),
        (layer: Dense(7, activation: .gelu), input: Shape(5)),
    ]

    package var units: Int
    package var activation: Activation
    /// Whether a bias is added and trained.
    package var bias: Bool
    /// Whether the bias begins at numbers drawn from ±1/√I, and not at 0.
    package var drawsBias: Bool

    /// A layer of so many units, at least 1; the width of its input follows from the layer below.
    ///
    /// - Parameters:
    ///   - bias: whether a bias is added and trained.
    ///   - drawsBias: whether the bias begins at numbers drawn from ±1/√I, and not at 0.
    public init(
        _ units: Int, activation: Activation = .none, bias: Bool = true, drawsBias: Bool = false
    ) {
        self.units = units
        self.activation = activation
        self.bias = bias
        self.drawsBias = drawsBias
    }

    public var description: String { "Dense(\(units))" }

    public func validate() throws(SettingsError) {
        try SettingsError.require(units > 0, "dense: units", "at least 1", got: units)
    }

    public func plan(for shape: Shape) throws(ShapeError) -> LayerPlan {
        guard shape.isFlat else {
            throw ShapeError(
                self, expected: "a flat sample", got: shape, remedy: "insert Flatten() before it")
        }
        var parameters = [
            ParameterPlan(
                "weight", shape: [units, shape.count], initializer: .he(fanIn: shape.count),
                isColumnMajor: true)
        ]
        if bias {
            let bound = 1 / Float(shape.count).squareRoot()
            parameters.append(
                ParameterPlan(
                    "bias", shape: [units],
                    initializer: drawsBias ? .uniform(bound: bound) : .constant(0)))
        }
        return LayerPlan(
            output: Shape(units), parameters: parameters,
            cachePerSample: activation.keepsSums ? units : 0, units: units)
    }

    public func forward(_ pass: ForwardPass) {
        pass.engine.multiply(
            pass.input, pass.parameters[0].transposed, bias: bias ? pass.parameters[1] : nil,
            activation: activation, sums: pass.cache, into: pass.output)
    }

    public func backward(_ pass: BackwardPass) {
        let error = pass.outputError
        pass.gate(by: activation, sums: pass.cache)
        pass.engine.multiply(error.transposed, pass.input, into: pass.gradients[0])
        if bias { pass.engine.sumColumns(of: error, into: pass.gradients[1]) }
        if let inputError = pass.inputError {
            pass.engine.multiply(error, pass.carriers[0], into: inputError)
        }
    }
}
