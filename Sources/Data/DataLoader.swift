import OnwardCompute

/// Hands out the batches of an epoch, in shuffled order or as the samples lie.
///
/// Every sample comes once per epoch; the last batch holds what is left. The order depends on the
/// seed and the epoch alone, and what augmentations make of a sample on the sample too, so a resumed
/// run meets the same batches. Nothing is allocated after the first batch.
package final class DataLoader {
    package let batchesPerEpoch: Int
    private let samples: Samples
    private let batchSize: Int
    private let shuffles: Bool
    private let augmentations: [any Augmentation]
    private let random: RandomSource
    private let augmentationSource: RandomSource
    private var rows: [Int32]
    private let order: Matrix
    private var preparedEpoch: Int?
    /// Where float32 images are augmented that are wanted in another type; made when first needed.
    private var room: Matrix?

    /// - Parameter augmentations: what is done to every image, in this order; each is to be valid
    ///   for the samples' form.
    package init(
        _ samples: Samples, batchSize: Int, seed: UInt64, shuffles: Bool = true,
        augmentations: [any Augmentation] = []
    ) {
        precondition(batchSize > 0, "batches of \(batchSize) samples")
        self.samples = samples
        self.batchSize = batchSize
        self.shuffles = shuffles
        self.augmentations = augmentations
        random = RandomSource(seed: seed, for: .order)
        augmentationSource = RandomSource(seed: seed, for: .augmentation)
        batchesPerEpoch = (samples.count + batchSize - 1) / batchSize
        rows = (0..<Int32(samples.count)).map { $0 }
        order = Matrix(rows, columns: 1)
    }

    /// Bytes of the order that samples come in.
    package var byteCount: Int { 2 * MemoryCount([order]).bytes }

    /// How many samples a batch has: the batch size, or fewer in the last.
    package func rows(ofBatch batch: Int) -> Int { range(ofBatch: batch).count }

    /// Puts the samples in the order of an epoch; does nothing if they are in it already.
    package func prepare(epoch: Int) {
        guard preparedEpoch != epoch else { return }
        preparedEpoch = epoch
        guard shuffles else { return }
        for row in rows.indices { rows[row] = Int32(row) }
        random[epoch].shuffle(&rows)
        order.assign(rows)
    }

    /// Which samples a batch holds.
    ///
    /// - Shapes: [rows, 1] of int32, a view that the next `prepare` overwrites.
    package func order(ofBatch batch: Int) -> Matrix {
        precondition(preparedEpoch != nil, "prepare(epoch:) comes before the first batch")
        return order.rows(range(ofBatch: batch))
    }

    /// Collects a batch of the prepared epoch, its images augmented.
    ///
    /// - Shapes: `input` [rows, shape.count] of float32 or bfloat16, `labels` [rows, 1] of int32.
    package func load(batch: Int, into input: Matrix, labels: Matrix, on engine: Engine) {
        if input.elementType != .float32 && !augmentations.isEmpty {
            let room = room ?? Matrix(rows: batchSize, columns: samples.shape.count)
            self.room = room
            let images = room.rows(0..<input.rows)
            load(batch: batch, into: images, labels: labels, on: engine)
            return engine.convert(images, into: input)
        }
        let order = order(ofBatch: batch)
        samples.gather(order, into: input, labels: labels, on: engine)
        guard let preparedEpoch else { return }
        for index in augmentations.indices {
            augmentations[index].change(
                input, shape: samples.shape, order: order,
                random: augmentationSource[index][preparedEpoch], on: engine)
        }
    }

    private func range(ofBatch batch: Int) -> Range<Int> {
        precondition(
            batch >= 0 && batch < batchesPerEpoch, "batch \(batch) of \(batchesPerEpoch)")
        return batch * batchSize..<min((batch + 1) * batchSize, samples.count)
    }
}
