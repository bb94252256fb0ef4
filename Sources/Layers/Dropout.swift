import OnwardCompute
import OnwardSettings

/// Sets a random share of its input to zero while training, and scales up the rest.
///
///     output = input / (1 − rate) where a random number is at least `rate`, else 0
///
/// The mask is not kept: random numbers are asked for by place, so `backward` draws it again.
///
/// - Reference: Srivastava et al., *Dropout*, 2014.
public struct Dropout: Layer {
    public static let name = "dropout"
    public static let examples = [(layer: Dropout(0.4), input: Shape(33))]

    /// The share that is dropped, in 0…1 without 1.
    package var rate: Double

    /// Drops the share `rate`, at least 0 and below 1, of the numbers.
    public init(_ rate: Double) { self.rate = rate }

    public var description: String { "Dropout(\(rate))" }

    public func validate() throws(SettingsError) {
        try SettingsError.require(
            rate >= 0 && rate < 1, "dropout: rate", "at least 0 and below 1", got: rate)
    }

    public func lanes(for shape: Shape) -> Int { shape.lanes }

    public func plan(for shape: Shape) throws(ShapeError) -> LayerPlan { LayerPlan(output: shape) }

    public func forward(_ pass: ForwardPass) {
        if pass.isTraining {
            pass.engine.drop(pass.input, rate: rate, random: pass.random, into: pass.output)
        } else {
            pass.output.copy(from: pass.input)
        }
    }

    public func backward(_ pass: BackwardPass) {
        guard let inputError = pass.inputError else { return }
        pass.engine.drop(pass.outputError, rate: rate, random: pass.random, into: inputError)
    }
}
