import Onward

/// A fully connected layer whose weight is the product of two thin ones.
///
///     hidden = input · downᵀ        output = hidden · upᵀ
///
/// - Shapes: `input` [N, I], `hidden` [N, rank], `output` [N, units], `down` [rank, I],
///   `up` [units, rank].
public struct LowRank: Layer {
    public static let name = "low-rank"
    public static let examples = [
        (layer: LowRank(5, rank: 2), input: Shape(7)),
        (layer: LowRank(1, rank: 3), input: Shape(2)),
    ]

    public var units: Int
    public var rank: Int

    public init(_ units: Int, rank: Int) {
        self.units = units
        self.rank = rank
    }

    public var description: String { "LowRank(\(units), rank: \(rank))" }

    public func validate() throws(SettingsError) {
        try SettingsError.require(
            units > 0 && rank > 0, "low-rank: units and rank", "at least 1", got: "\(self)")
    }

    public func plan(for shape: Shape) throws(ShapeError) -> LayerPlan {
        guard shape.dimensions.count == 1 else {
            throw ShapeError(
                self, expected: "a flat sample", got: shape, remedy: "insert Flatten() before it")
        }
        return LayerPlan(
            output: Shape(units),
            parameters: [
                ParameterPlan(
                    "down", shape: [rank, shape.count], initializer: .he(fanIn: shape.count)),
                ParameterPlan("up", shape: [units, rank], initializer: .he(fanIn: rank)),
            ],
            // What is hidden, and the error on it.
            cachePerSample: 2 * rank)
    }

    public func forward(_ pass: ForwardPass) {
        let hidden = pass.cache.columns(0..<rank)
        pass.engine.multiply(pass.input, pass.parameters[0].transposed, into: hidden)
        pass.engine.multiply(hidden, pass.parameters[1].transposed, into: pass.output)
    }

    public func backward(_ pass: BackwardPass) {
        let hidden = pass.cache.columns(0..<rank)
        let hiddenError = pass.cache.columns(rank..<2 * rank)
        pass.engine.multiply(pass.outputError.transposed, hidden, into: pass.gradients[1])
        pass.engine.multiply(pass.outputError, pass.carriers[1], into: hiddenError)
        pass.engine.multiply(hiddenError.transposed, pass.input, into: pass.gradients[0])
        if let inputError = pass.inputError {
            pass.engine.multiply(hiddenError, pass.carriers[0], into: inputError)
        }
    }
}
