import OnwardCompute
import OnwardSettings

/// Multi-head self-attention: every token of a sample collects from the others what its query
/// asks for.
///
///     query, key, value = input · in_proj_weightᵀ + in_proj_bias, split in three
///     context = softmax(query · keyᵀ / √(width / heads)) · value, each head by itself
///     output = activation(context · out_proj.weightᵀ + out_proj.bias)
///
/// Computes what PyTorch's `MultiheadAttention` does of one input, and begins with its first
/// values; but the input's tokens may be of any size, so that it can follow `Patches`, and a ReLU
/// may follow, which goodness needs. Where feedback is random, it stands in for both weights; the
/// error passes exactly through the softmax and the products. `Flatten()` lets a dense layer
/// follow.
///
/// - Shapes: `input` [N, T, D], `output` [N, T, width], `in_proj_weight` [3·width, D],
///   `in_proj_bias` [3·width], `out_proj.weight` [width, width], `out_proj.bias` [width].
/// - Reference: Vaswani et al., *Attention Is All You Need*, 2017, §3.2.
public struct SelfAttention: Layer {
    public static let name = "self-attention"
    public static let examples = [
        (layer: SelfAttention(heads: 3, width: 9), input: Shape(5, 7)),
        (layer: SelfAttention(heads: 1, width: 3, activation: .relu), input: Shape(7, 3)),
        (layer: SelfAttention(heads: 2, width: 2, activation: .gelu), input: Shape(3, 5)),
    ]

    /// How many times tokens attend to each other, each with a part of the width of its own.
    package var heads: Int
    /// Numbers of one token of the output; a multiple of `heads`.
    package var width: Int
    package var activation: Activation

    /// Attention of so many heads, each of which has its part of the width.
    ///
    /// - Parameters:
    ///   - heads: at least 1.
    ///   - width: numbers of one token of the output, a multiple of `heads`.
    public init(heads: Int, width: Int, activation: Activation = .none) {
        self.heads = heads
        self.width = width
        self.activation = activation
    }

    public var description: String { "SelfAttention(heads: \(heads), width: \(width))" }

    public func validate() throws(SettingsError) {
        try SettingsError.require(heads > 0, "self-attention: heads", "at least 1", got: heads)
        try SettingsError.require(
            width > 0 && width.isMultiple(of: heads), "self-attention: width",
            "a multiple of its \(heads) heads", got: width)
    }

    public func plan(for shape: Shape) throws(ShapeError) -> LayerPlan {
        guard shape.dimensions.count == 2 else {
            throw ShapeError(
                self, expected: "tokens [count, width]", got: shape,
                remedy: "insert Patches(size) before it to make tokens of an image")
        }
        let (tokens, size) = (shape.dimensions[0], shape.dimensions[1])
        // Both drawn as PyTorch does: Xavier and Glorot's, and a linear layer's.
        let first = Initializer.uniform(bound: (6 / Float(3 * width + size)).squareRoot())
        let second = Initializer.uniform(bound: 1 / Float(width).squareRoot())
        return LayerPlan(
            output: Shape(tokens, width),
            parameters: [
                ParameterPlan("in_proj_weight", shape: [3 * width, size], initializer: first),
                ParameterPlan("in_proj_bias", shape: [3 * width], initializer: .constant(0)),
                ParameterPlan("out_proj.weight", shape: [width, width], initializer: second),
                ParameterPlan("out_proj.bias", shape: [width], initializer: .constant(0)),
            ], cachePerSample: tokens * (8 * width + keptSums + 2 * heads * tokens),
            units: width)
    }

    /// Numbers of a token that only the activation's slope needs.
    private var keptSums: Int { activation.keepsSums ? width : 0 }

    public func forward(_ pass: ForwardPass) {
        let (rooms, tokens) = (Rooms(of: pass.cache, self, pass.inputShape), pass.inputShape)
        // projections[N·T, 3W] = input[N·T, D] · in_proj_weight[3W, D]ᵀ + in_proj_bias
        pass.engine.multiply(
            pass.input.tokens(of: tokens.dimensions[1]), pass.parameters[0].transposed,
            bias: pass.parameters[1], into: rooms.projections)
        pass.engine.attend(
            rooms.projections, tokens: tokens.dimensions[0], heads: heads,
            probabilities: rooms.probabilities, into: rooms.context)
        // output[N·T, W] = context[N·T, W] · out_proj.weight[W, W]ᵀ + out_proj.bias
        pass.engine.multiply(
            rooms.context, pass.parameters[2].transposed, bias: pass.parameters[3],
            activation: activation, sums: rooms.sums, into: pass.output.tokens(of: width))
    }

    public func backward(_ pass: BackwardPass) {
        let (rooms, engine) = (Rooms(of: pass.cache, self, pass.inputShape), pass.engine)
        let (tokens, size) = (pass.inputShape.dimensions[0], pass.inputShape.dimensions[1])
        let (error, input) = (pass.outputError.tokens(of: width), pass.input.tokens(of: size))
        pass.gate(by: activation, sums: rooms.sums)
        engine.multiply(error.transposed, rooms.context, into: pass.gradients[2])
        engine.sumColumns(of: error, into: pass.gradients[3])
        engine.multiply(error, pass.carriers[2], into: rooms.contextError)
        engine.attendBackward(
            rooms.projections, tokens: tokens, heads: heads, probabilities: rooms.probabilities,
            contextError: rooms.contextError, scoreErrors: rooms.scoreErrors,
            into: rooms.projectionsError)
        engine.multiply(rooms.projectionsError.transposed, input, into: pass.gradients[0])
        engine.sumColumns(of: rooms.projectionsError, into: pass.gradients[1])
        if let inputError = pass.inputError {
            engine.multiply(
                rooms.projectionsError, pass.carriers[0], into: inputError.tokens(of: size))
        }
    }

    /// The cache's parts, one behind the other.
    private struct Rooms {
        /// [N·T, width] where the activation keeps its sums, else [N·T, 0]
        let sums: Matrix
        /// [N·T, 3·width]
        let projections, projectionsError: Matrix
        /// [N·T, width]
        let context, contextError: Matrix
        /// [N·heads, T·T]
        let probabilities, scoreErrors: Matrix

        init(of cache: Matrix, _ layer: SelfAttention, _ input: Shape) {
            let tokens = input.dimensions[0]
            let (rows, pairs) = (cache.rows * tokens, cache.rows * layer.heads)
            var taken = 0
            func take(_ rows: Int, _ columns: Int) -> Matrix {
                defer { taken += rows * columns }
                return cache.slice(offset: taken, rows: rows, columns: columns)
            }
            sums = take(rows, layer.keptSums)
            projections = take(rows, 3 * layer.width)
            projectionsError = take(rows, 3 * layer.width)
            context = take(rows, layer.width)
            contextError = take(rows, layer.width)
            probabilities = take(pairs, tokens * tokens)
            scoreErrors = take(pairs, tokens * tokens)
        }
    }
}
