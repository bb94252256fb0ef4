import OnwardCompute

/// An error on the sums of a layer's units, beside that on its output.
///
/// It acts before the activation, so it reaches units that do not fire.
public struct UnitError {
    /// [1, units]
    public let errors: Matrix
    /// Samples that it holds for alike, from the first on.
    public let samples: Int

    public init(_ errors: Matrix, samples: Int) {
        self.errors = errors
        self.samples = samples
    }
}
