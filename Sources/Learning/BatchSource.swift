import OnwardCompute
import OnwardData

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

    init(_ network: Network, trainer: Trainer, samples: Samples, engine: Engine) {
        self.engine = engine
        loader = DataLoader(
            samples, batchSize: trainer.batchSize, seed: network.seed, shuffles: trainer.shuffles,
            augmentations: trainer.augmentations)
        let rows = min(trainer.batchSize, samples.count)
        presenter = Presenter(network, batchSize: rows, samples: samples.count, engine: engine)
        sampleRoom = Matrix(engine.precision.storage, rows: rows, columns: network.input.count)
        labelRoom = Matrix(.int32, rows: rows, columns: 1)
        self.samples = sampleRoom
        batch = Batch(input: Signal(sampleRoom), labels: labelRoom, trueRows: 0)
    }

    /// Samples in the largest batch.
    var rows: Int { labelRoom.rows }

    func load(_ number: Int, ofEpoch epoch: Int) {
        loader.prepare(epoch: epoch)
        let count = loader.rows(ofBatch: number)
        let labels = labelRoom.rows(0..<count)
        samples = sampleRoom.rows(0..<count)
        loader.load(batch: number, into: samples, labels: labels, on: engine)
        batch = presenter.present(
            samples, labels: labels, order: loader.order(ofBatch: number), epoch: epoch)
    }
}
