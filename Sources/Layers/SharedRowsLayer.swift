import OnwardCompute

/// A layer that can stand at the bottom of a block whose rows share their samples, and saves what
/// they have in common.
///
/// A block runs its lowest layers this way, up to the first with parameters, where each of them
/// conforms. They compute what `Layer`'s passes would on the rows written out, but for rounding.
package protocol SharedRowsLayer: Layer {
    /// Runs forward on rows that stand in for `pass.input`.
    ///
    /// - Returns: nil from a layer with parameters, which writes its output. Any other leaves it
    ///   unwritten and returns the rows that the layer above is to see.
    func forward(_ rows: SharedRows, _ pass: ForwardPass) -> SharedRows?

    /// Writes the parameters' gradients. Nothing below wants an error.
    func backward(_ rows: SharedRows, _ pass: BackwardPass)
}
