import OnwardCompute
import OnwardSettings

/// What may stand in a block: a map from samples to samples, described by value.
///
/// It holds no weights: it names what it needs in its plan, and the block that runs it lends
/// parameters and activations to each pass. It never learns which objective, optimizer or thread it
/// serves.
///
/// Most of them are a `Layer`, which can carry errors back as well. One that is not has no
/// derivative: errors end above it. It may stand where none has to pass, below everything that its
/// block trains; a block that has it elsewhere is refused by name.
public protocol ForwardLayer: Sendable, CustomStringConvertible {
    /// Throws where a setting is out of its range, as a recipe's may be.
    func validate() throws(SettingsError)

    /// In groups of how many channels passes want their samples; 1 where not said. The block lays
    /// them so, before `plan` is asked. A layer that takes any returns those of `shape`.
    func lanes(for shape: Shape) -> Int

    /// What the layer yields and needs for one sample of `shape`. Called once, before training.
    func plan(for shape: Shape) throws(ShapeError) -> LayerPlan

    /// Writes the output from the input; may save to the cache what `Layer.backward` will want.
    func forward(_ pass: ForwardPass)
}

extension ForwardLayer {
    public func validate() throws(SettingsError) {}

    public func lanes(for shape: Shape) -> Int { 1 }
}
