/// A block would have to carry an error through a layer that has no derivative.
package struct DerivativeError: Error, CustomStringConvertible {
    /// Without a derivative.
    package let layer: String
    /// The lowest layer of the block that is trained.
    package let learner: String
    /// Counted from 1.
    package let block: Int

    package var description: String {
        """
        \(layer) in block \(block) has no derivative, so no error can pass from above it to \
        \(learner); begin a block with it, below everything that the block trains (with \
        backpropagation, which has one block, below everything that is trained at all)
        """
    }
}
