import OnwardCompute
import OnwardNetworks

/// What a block's learning amounts to in a round, kept where the kernels compute: a step adds to it
/// and reads nothing.
///
/// It is read at intervals, when a round ends and when a training stops, so before anything is
/// written down. From the first batch on whose loss is no number the block's weights stay as they
/// are (`guardian`), and the next look says which batch that was.
final class BlockTally {
    /// Batches, or parts of them, between two looks: enough for kernels to run ahead of who calls
    /// them, and few enough that a training without hope ends within seconds.
    static let interval = 32

    private let block: BlockState
    /// [1, 5] of float64: losses summed over samples, right answers, batches while the losses were
    /// numbers, right pairs and all pairs.
    private let numbers: Matrix
    /// [1, 1] each, views of them.
    private let (losses, correct, sound): (Matrix, Matrix, Matrix)
    /// [1, 2], where the block's objective counts its pairs; see `Lesson`.
    let pairs: Matrix
    private let one = Matrix([1.0], columns: 1)
    private var samples = 0
    /// What has come since the last look: a batch's number, and the step that the block then stood at.
    private var unread: [(batch: Int, step: Int)] = []
    /// As of the last look.
    private(set) var sums = TrainingProgress.BlockSums()
    private var soundBefore = 0

    init(_ block: BlockState, engine: Engine) {
        self.block = block
        numbers = engine.makeMatrix(.float64, rows: 1, columns: 5)
        losses = numbers.slice(offset: 0, rows: 1, columns: 1)
        correct = numbers.slice(offset: 1, rows: 1, columns: 1)
        sound = numbers.slice(offset: 2, rows: 1, columns: 1)
        pairs = numbers.slice(offset: 3, rows: 1, columns: 2)
        unread.reserveCapacity(BlockTally.interval)
    }

    /// Goes on from what a round has come to so far.
    func begin(_ sums: TrainingProgress.BlockSums) {
        self.sums = sums
        samples = sums.samples
        numbers.assign([
            sums.loss, Double(sums.correct), 0, Double(sums.rightPairs ?? 0),
            Double(sums.pairs ?? 0),
        ])
        soundBefore = 0
        unread.removeAll(keepingCapacity: true)
    }

    /// What is no number any more once a loss was none.
    var guardian: Matrix { losses }

    /// Adds a batch that the block learns from, before its weights change.
    ///
    /// - Parameters:
    ///   - loss: its mean [1, 1] of float64.
    ///   - number: the batch's in the round.
    func add(_ loss: Matrix, of batch: Batch, number: Int, on engine: Engine) {
        unread.append((number, block.step))
        samples += batch.sampleCount
        engine.add(loss, times: Float(batch.sampleCount), to: losses)
        engine.whileFinite(losses) { engine.add(one, to: sound) }
    }

    /// Adds the rows with most evidence for their label.
    func count(_ evidence: Matrix, labels: Matrix, on engine: Engine) {
        engine.countCorrect(evidence, labels: labels, addingTo: correct)
    }

    /// Whether anything has come since the last look.
    var hasNews: Bool { !unread.isEmpty }

    /// Whether it is time for a look.
    var isDue: Bool { unread.count >= BlockTally.interval }

    /// Brings the sums up to date, where all losses are numbers.
    ///
    /// - Returns: the first batch whose loss is none; nil where all are numbers.
    func look(on engine: Engine) -> LossFailure? {
        defer { unread.removeAll(keepingCapacity: true) }
        let count = Int(engine.mean(of: sound)) - soundBefore
        guard count == unread.count else {
            // Steps that changed nothing have not been made.
            block.step = unread[count].step
            return LossFailure(batch: unread[count].batch, block: block)
        }
        soundBefore += count
        sums.loss = engine.mean(of: losses)
        sums.correct = Int(engine.mean(of: correct))
        sums.rightPairs = Int(engine.mean(of: pairs.columns(0..<1)))
        sums.pairs = Int(engine.mean(of: pairs.columns(1..<2)))
        sums.samples = samples
        return nil
    }
}
