import OnwardNetworks

/// A round of a training as its schedule sees it: what there is to learn from, and who may learn.
///
/// A schedule goes through the round's batches and says which block learns on what:
///
///     while let batch = round.nextBatch() {
///         for part in round.parts(ofBatch: batch) {
///             let signal = try round.load(part, ofEpoch: round.round, through: block)
///             _ = try round.learn(block, from: signal)
///         }
///         try round.finishBatch()
///     }
///
/// Updates, losses, stopping and files are no concern of a schedule.
public protocol TrainingRound: AnyObject {
    /// Its number, counted from 0.
    var round: Int { get }
    /// Epochs that each block is to learn for.
    var epochs: Int { get }
    /// Numbers of the blocks that learn, from the bottom; the others run as in evaluation.
    var learners: [Int] { get }
    /// From the lowest of them to the highest.
    var span: Range<Int> { get }
    /// Batches that all samples make once.
    var batchesPerEpoch: Int { get }

    /// The next batch's number in the round; nil at its end and when training is asked to stop.
    func nextBatch() -> Int?

    /// What `load` is to be given for a batch of an epoch: the batch's own number, or those of its
    /// parts.
    func parts(ofBatch number: Int) -> Range<Int>

    /// Loads a part of a batch and runs it through the blocks below, which do not learn.
    ///
    /// - Returns: what block `index` sees of it.
    func load(_ part: Int, ofEpoch epoch: Int, through index: Int) throws -> Signal

    /// Lets a block learn from what comes from below; one that is not to learn runs as in
    /// evaluation.
    ///
    /// - Returns: what the block passes on.
    /// - Throws: `TrainingError` where a loss is no number; up to 32 batches after it came up.
    func learn(_ index: Int, from signal: Signal) throws -> Signal

    /// Steps that a block has made since its training began: where in the data it stands.
    func steps(ofBlock index: Int) -> Int

    /// Ends a batch.
    func finishBatch() throws

    /// Declares the blocks below this one done for good: they keep their weights alone.
    func retire(below index: Int)

    /// Lets all blocks that learn do so from all batches that are left, several at the same time,
    /// on as many threads as the schedule has stages.
    func overlap() throws
}
