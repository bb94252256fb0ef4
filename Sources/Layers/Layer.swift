import OnwardCompute

/// A differentiable map, described by value.
///
/// A layer holds no weights: it names what it needs in its plan, and the block that runs it lends
/// parameters, activations and errors to each pass. It never learns which objective, optimizer or
/// thread it serves.
///
/// A new layer is one file that conforms to this protocol and one line in the catalog.
public protocol Layer: Sendable, Codable, Hashable, CustomStringConvertible {
    /// The name in recipes, `dense`.
    static var name: String { get }

    /// Small instances with the sample shapes they accept: what the checks run for every layer of
    /// the catalog.
    static var examples: [(layer: Self, input: Shape)] { get }

    /// Throws where a setting is out of its range, as a recipe's may be.
    func validate() throws(SettingsError)

    /// In groups of how many channels passes want their samples; 1 where not said. The block lays
    /// them so, before `plan` is asked. A layer that takes any returns those of `shape`.
    func lanes(for shape: Shape) -> Int

    /// What the layer yields and needs for one sample of `shape`. Called once, before training.
    func plan(for shape: Shape) throws(ShapeError) -> LayerPlan

    /// Writes the output from the input; may save to the cache what `backward` will want.
    func forward(_ pass: ForwardPass)

    /// Writes the parameters' gradients, and the input's error where it is wanted. The output's
    /// error may be overwritten; what the forward pass left must stay as it is.
    func backward(_ pass: BackwardPass)
}

extension Layer {
    public func validate() throws(SettingsError) {}

    public func lanes(for shape: Shape) -> Int { 1 }
}
