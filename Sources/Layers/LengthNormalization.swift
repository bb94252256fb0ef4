import OnwardCompute
import OnwardSettings

/// Divides every sample by its length, so that only its direction goes on.
///
///     .rms:  output = x / (√(mean x²) + ε)        mean square 1
///     .l2:   output = x / (√(Σ x²) + ε)           length 1
///
/// No mean is subtracted. Forward-Forward needs it between layers: without it a layer could read
/// the goodness of the one below off the length of its output. With `.rms` goodness is the sum of
/// squares against a threshold of the layer's width (Hinton's code); `.l2` with ε = 1e-4 goes with
/// the mean of squares (the Integrated Forward-Forward code).
///
/// - Reference: Hinton, *The Forward-Forward Algorithm*, 2022, §2.1.
public struct LengthNormalization: Layer {
    /// Which length is divided by.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// The root of the mean square: what comes out has a mean square of 1.
        case rms
        /// The root of the sum of squares: what comes out has a length of 1.
        case l2
    }

    public static let name = "length-normalization"
    public static let examples = [
        (layer: LengthNormalization(.rms), input: Shape(7)),
        (layer: LengthNormalization(.l2, epsilon: 1e-4), input: Shape(3, 11)),
    ]

    package var kind: Kind
    /// Added to the length, so that a sample of zeros stays zero.
    package var epsilon: Double

    /// Divides by this length.
    ///
    /// - Parameter epsilon: what is added to it, above 0.
    public init(_ kind: Kind, epsilon: Double = 1e-8) {
        self.kind = kind
        self.epsilon = epsilon
    }

    public var description: String { "LengthNormalization(.\(kind))" }

    public func validate() throws(SettingsError) {
        try SettingsError.require(
            epsilon > 0, "length-normalization: epsilon", "above 0", got: epsilon)
    }

    public func lanes(for shape: Shape) -> Int { shape.lanes }

    public func plan(for shape: Shape) throws(ShapeError) -> LayerPlan {
        LayerPlan(output: shape, cachePerSample: 1)
    }

    public func forward(_ pass: ForwardPass) {
        pass.engine.normalize(
            pass.input, factor: factor(columns: pass.input.columns), epsilon: epsilon,
            into: pass.output,
            lengths: pass.cache)
    }

    public func backward(_ pass: BackwardPass) {
        guard let inputError = pass.inputError else { return }
        pass.engine.normalizeBackward(
            pass.input, lengths: pass.cache, factor: factor(columns: pass.input.columns),
            epsilon: epsilon,
            outputError: pass.outputError, into: inputError)
    }

    func factor(columns: Int) -> Double { kind == .rms ? 1 / Double(columns) : 1 }
}
