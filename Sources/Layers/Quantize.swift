import OnwardCompute
import OnwardSettings

/// Rounds every number to one of a few levels between 0 and the sample's largest number.
///
///     output = round(x / max · (levels − 1)) / (levels − 1) · max        0 for x below 0
///
/// A half is rounded up. A sample without a number above 0 becomes zeros. There is no derivative
/// (it would be 0 almost everywhere), so it stands below everything that its block trains: what
/// crosses from one block to the next can be as coarse as a few bits.
public struct Quantize: CatalogLayer {
    public static let name = "quantize"
    public static let examples = [
        (layer: Quantize(2), input: Shape(33)),
        (layer: Quantize(5), input: Shape(2, 3, 5)),
    ]

    /// How many levels there are, 0 and the largest number among them.
    package var levels: Int

    /// Rounds to so many levels, from 2 to 65,536, 0 and the largest number among them.
    public init(_ levels: Int) { self.levels = levels }

    public var description: String { "Quantize(\(levels))" }

    public func validate() throws(SettingsError) {
        // Above it a float32 could not tell one level from the next.
        try SettingsError.require(
            (2...1 << 16).contains(levels), "quantize: levels", "from 2 to \(1 << 16)", got: levels)
    }

    public func plan(for shape: Shape) throws(ShapeError) -> LayerPlan { LayerPlan(output: shape) }

    public func forward(_ pass: ForwardPass) {
        pass.engine.quantize(pass.input, levels: levels, into: pass.output)
    }
}
