import OnwardCompute
import OnwardData
import OnwardNetworks

/// Loads batches and presents them to the blocks, one at a time, in room of its own.
final class BatchSource {
    let loader: DataLoader
    let presenter: Presenter
    /// The samples of the latest batch as they were loaded.
    private(set) var samples: Matrix
    /// The latest batch; none of its numbers mean anything before the first.
    private(set) var batch: Batch
    private let (sampleRoom, labelRoom): (Matrix, Matrix)
    private let engine: Engine
    private let sampleCount: Int
    private let batchSize: Int
    private let partsPerBatch: Int
    /// Samples in the whole batch that the latest one is a part of.
    private(set) var wholeCount = 0

    init(_ network: Network, trainer: Trainer, samples: Samples, engine: Engine) {
        self.engine = engine
        loader = DataLoader(
            samples, batchSize: trainer.rowsAtOnce, seed: network.seed, shuffles: trainer.shuffles,
            augmentations: trainer.augmentations)
        sampleCount = samples.count
        batchSize = trainer.batchSize
        partsPerBatch = trainer.gradientAccumulation
        let rows = min(trainer.rowsAtOnce, samples.count)
        presenter = Presenter(network, batchSize: rows, samples: samples.count, engine: engine)
        sampleRoom = Matrix(engine.precision.storage, rows: rows, columns: network.input.count)
        labelRoom = Matrix(.int32, rows: rows, columns: 1)
        self.samples = sampleRoom
        batch = Batch(input: Signal(sampleRoom), labels: labelRoom, trueRows: 0)
    }

    /// Samples in the largest batch, or part of one.
    var rows: Int { labelRoom.rows }

    /// Bytes of its rooms.
    var byteCount: Int {
        presenter.byteCount + MemoryCount([sampleRoom, labelRoom]).bytes
    }

    /// The numbers that the parts of a batch have: its own where it is shown whole.
    func parts(ofBatch number: Int) -> Range<Int> {
        let first = number * partsPerBatch
        return first..<min(first + partsPerBatch, loader.batchesPerEpoch)
    }

    /// - Parameter number: a part's.
    func load(_ number: Int, ofEpoch epoch: Int) {
        loader.prepare(epoch: epoch)
        let count = loader.rows(ofBatch: number)
        let labels = labelRoom.rows(0..<count)
        samples = sampleRoom.rows(0..<count)
        loader.load(batch: number, into: samples, labels: labels, on: engine)
        batch = presenter.present(
            samples, labels: labels, order: loader.order(ofBatch: number), epoch: epoch)
        let whole = number / partsPerBatch
        wholeCount = min(batchSize, sampleCount - whole * batchSize)
        batch.share = Float(count) / Float(wholeCount)
        batch.isLastPart = number + 1 == parts(ofBatch: whole).upperBound
    }
}
