import OnwardSettings

/// Training cannot go on.
package enum TrainingError: OnwardError {
    /// A block's loss or weights are no longer numbers. Blocks and epochs are counted from 1.
    case notFinite(what: String, part: String, epoch: Int, batch: Int)
    case noSamples
    /// A session that trains the blocks below or above has ended before this one.
    case leftAlone(by: String)
    /// The epoch's last batch, which holds what is left, has too few samples for a layer.
    case batchTooSmall(rows: Int, minimum: Int, layer: String, block: Int)

    package var kind: ErrorKind {
        switch self {
        case .notFinite: .work
        case .leftAlone: .machine
        case .noSamples, .batchTooSmall: .input
        }
    }

    package var subject: String {
        switch self {
        case .notFinite(let what, let part, _, _): "\(what) of \(part)"
        case .noSamples, .leftAlone: "training"
        case .batchTooSmall(_, _, let layer, let block): "\(layer) in block \(block)"
        }
    }

    package var expected: String {
        switch self {
        case .notFinite: "finite numbers"
        case .noSamples: "samples"
        case .leftAlone: "another session's batches until the end"
        case .batchTooSmall(_, let minimum, _, _):
            "batches of at least \(minimum) samples to learn from"
        }
    }

    package var got: String? {
        switch self {
        case .notFinite(_, _, let epoch, let batch):
            "some that are not finite any more (epoch \(epoch), batch \(batch))"
        case .noSamples: "none"
        case .leftAlone(let side): "none: the session that trains the blocks \(side) has ended"
        case .batchTooSmall(let rows, _, _, _): "\(rows) in the last batch of an epoch"
        }
    }

    package var remedy: String? {
        switch self {
        case .notFinite: "lower the learning rate, or look for values out of range in the data"
        case .leftAlone: "look for its message, and resume both from their last checkpoints"
        case .noSamples: "hold out fewer for `validation`, or bring more data"
        case .batchTooSmall:
            "take another `batch-size`, or hold out another share of the samples for `validation`"
        }
    }
}
