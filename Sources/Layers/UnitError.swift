import OnwardCompute

/// An error on the sums of a layer's units, beside that on its output.
///
/// It acts before the activation, so it reaches units that do not fire.
package struct UnitError {
    /// [1, units]
    package let errors: Matrix
    /// Samples that it holds for alike, from the first on.
    package let samples: Int

    package init(_ errors: Matrix, samples: Int) {
        self.errors = errors
        self.samples = samples
    }
}
