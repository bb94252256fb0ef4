/// Training cannot go on.
package enum TrainingError: Error, CustomStringConvertible {
    /// A block's loss or weights are no longer numbers. Blocks and epochs are counted from 1.
    case notFinite(what: String, part: String, epoch: Int, batch: Int)
    case noSamples
    /// A session that trains the blocks below or above has ended before this one.
    case leftAlone(by: String)
    /// The epoch's last batch, which holds what is left, has too few samples for a layer.
    case batchTooSmall(rows: Int, minimum: Int, layer: String, block: Int)

    package var description: String {
        switch self {
        case .notFinite(let what, let part, let epoch, let batch):
            """
            the \(what) of \(part) is not finite any more (epoch \(epoch), batch \(batch)); \
            lower the learning rate, or look for values out of range in the data
            """
        case .leftAlone(let side):
            """
            the session that trains the blocks \(side) has ended; look for its message, and resume \
            both from their last checkpoints
            """
        case .noSamples:
            "there are no samples to train on; hold out fewer for validation, or bring more data"
        case .batchTooSmall(let rows, let minimum, let layer, let block):
            """
            \(layer) in block \(block) learns from batches of at least \(minimum) samples, but the \
            last batch of an epoch has \(rows); take another batch size, or hold out another \
            share of the samples for validation
            """
        }
    }
}
