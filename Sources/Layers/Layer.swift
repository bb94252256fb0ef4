import OnwardCompute

/// A differentiable map, described by value.
///
///     static let name                         from `CatalogLayer`: what files call it
///     func plan(for shape: Shape)             from `ForwardLayer`: what it yields and needs
///     func forward(_ pass: ForwardPass)       from `ForwardLayer`: output from input
///     func backward(_ pass: BackwardPass)     the errors' way back
///
/// A layer holds no weights: it names what it needs in its plan, and the block that runs it lends
/// parameters, activations and errors to each pass. It never learns which objective, optimizer or
/// thread it serves.
///
/// A new layer is one file that conforms to this protocol and one line in the catalog.
public protocol Layer: CatalogLayer {
    /// Writes the parameters' gradients, and the input's error where it is wanted. The output's
    /// error may be overwritten; what the forward pass left must stay as it is.
    func backward(_ pass: BackwardPass)
}
