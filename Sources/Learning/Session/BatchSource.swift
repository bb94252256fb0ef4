import OnwardCompute
import OnwardData
import OnwardNetworks

/// Loads batches and presents them to the blocks, one at a time, in room of its own; or receives
/// them as the block below has put them out.
final class BatchSource {
    let loader: DataLoader
    let presenter: Presenter
    /// The samples of the latest batch as they were loaded.
    private(set) var samples: Matrix
    /// The latest batch; none of its numbers mean anything before the first.
    private(set) var batch: Batch
    /// Its number among the parts of all shards.
    private(set) var number = 0
    /// Samples in the whole batch that the latest one is a part of.
    private(set) var wholeCount = 0
    private let (sampleRoom, labelRoom): (Matrix, Matrix)
    private let engine: Engine
    private let sampleCount: Int
    private let batchSize: Int
    private let partsPerShard: Int
    private let shard: any BatchShard
    private let below: (any BlockReceiver)?
    /// See `Batch`.
    let classWeights: Matrix?
    /// Whether a slot of the link below is still read.
    private var holdsSlot = false

    init(
        _ network: Network, trainer: Trainer, samples: Samples, place: SessionPlace, engine: Engine
    ) {
        self.engine = engine
        shard = place.shard
        below = place.below
        let rowsAtOnce = trainer.rowsAtOnce / shard.count
        loader = DataLoader(
            samples, batchSize: rowsAtOnce, seed: network.seed, shuffles: trainer.shuffles,
            augmentations: trainer.augmentations)
        classWeights = trainer.classWeights.of(samples, classes: network.classes.count)
            .map { Matrix($0, columns: $0.count) }
        sampleCount = samples.count
        batchSize = trainer.batchSize
        partsPerShard = trainer.gradientAccumulation
        let rows = min(rowsAtOnce, samples.count)
        presenter = Presenter(network, batchSize: rows, samples: samples.count, engine: engine)
        sampleRoom = engine.makeMatrix(
            engine.precision.storage, rows: rows, columns: network.input.count)
        labelRoom = engine.makeMatrix(.int32, rows: rows, columns: 1)
        self.samples = sampleRoom
        batch = Batch(input: Signal(sampleRoom), labels: labelRoom, trueRows: 0)
    }

    /// Samples in the largest batch, or part of one.
    var rows: Int { labelRoom.rows }

    /// Bytes of its rooms.
    var byteCount: Int {
        presenter.byteCount + MemoryCount([sampleRoom, labelRoom]).bytes
    }

    /// Parts of a batch, of all shards.
    private var partsPerBatch: Int { partsPerShard * shard.count }

    /// The numbers that this shard's parts of a batch have: the batch's own where it is shown whole.
    func parts(ofBatch number: Int) -> Range<Int> {
        let first = number * partsPerBatch + shard.index * partsPerShard
        let end = loader.batchesPerEpoch
        return min(first, end)..<min(first + partsPerShard, end)
    }

    /// The number of an epoch's last batch.
    var lastBatch: Int { (sampleCount - 1) / batchSize }

    /// - Parameter number: a part's.
    func load(_ number: Int, ofEpoch epoch: Int) throws(TrainingError) {
        loader.prepare(epoch: epoch)
        if let below { try receive(number, from: below) } else { read(number, epoch) }
        self.number = number
        let whole = number / partsPerBatch
        wholeCount = min(batchSize, sampleCount - whole * batchSize)
        batch.share = Float(batch.sampleCount) / Float(wholeCount)
        batch.part = partsPerBatch > 1 ? number % partsPerBatch : nil
        batch.isLastPart = number + 1 == parts(ofBatch: whole).upperBound
    }

    private func read(_ number: Int, _ epoch: Int) {
        let count = loader.rows(ofBatch: number)
        let labels = labelRoom.rows(0..<count)
        samples = sampleRoom.rows(0..<count)
        loader.load(batch: number, into: samples, labels: labels, on: engine)
        batch = presenter.present(
            samples, labels: labels, order: loader.order(ofBatch: number), epoch: epoch)
        batch.classWeights = classWeights
    }

    private func receive(_ number: Int, from below: any BlockReceiver) throws(TrainingError) {
        giveBack()
        guard below.waitForBatch(), let slot = below.slotToEmpty else {
            throw TrainingError.leftAlone(by: "below")
        }
        precondition(slot.number == number, "batch \(slot.number) where \(number) is due")
        batch = slot.batch
        batch.classWeights = classWeights
        holdsSlot = true
    }

    /// Whether there is a batch to load; waits for it where the block below is elsewhere.
    func waitForBatch() -> Bool {
        guard let below else { return true }
        giveBack()
        return below.waitForBatch()
    }

    private func giveBack() {
        if holdsSlot { below?.giveBack() }
        holdsSlot = false
    }
}
