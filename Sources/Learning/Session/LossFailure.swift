import OnwardNetworks

/// A block whose loss is no number any more, and the first batch, by its number in the round, of
/// which that is so.
struct LossFailure {
    let batch: Int
    let block: BlockState

    /// Whether a training that looked after every step would have met it before the other.
    func comes(before other: LossFailure) -> Bool {
        (batch, block.index) < (other.batch, other.block.index)
    }
}
