/// A block would have to carry an error through a layer that has no derivative.
public struct DerivativeError: Error, CustomStringConvertible {
    /// Without a derivative.
    public let layer: String
    /// The lowest layer of the block that is trained.
    public let learner: String
    /// Counted from 1.
    public let block: Int

    public var description: String {
        """
        \(layer) in block \(block) has no derivative, so no error can pass from above it to \
        \(learner); begin a block with it, below everything that the block trains (with \
        backpropagation, which has one block, below everything that is trained at all)
        """
    }
}
