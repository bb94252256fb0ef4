import OnwardCompute
import OnwardData

/// What the last frozen block says about every training sample, kept so that it is computed once
/// and not in every epoch.
struct FrozenOutputs {
    private let samples: Samples
    private let rows: Int
    private let budget: Int
    /// Blocks that are frozen, from the bottom.
    private(set) var blocks = 0
    /// [S, width], and room for a batch of them; nil where they do not fit.
    private var kept: (outputs: Matrix, batch: Matrix)?

    /// - Parameters:
    ///   - rows: samples in the largest batch.
    ///   - budget: bytes that the outputs may take.
    init(_ samples: Samples, rows: Int, budget: Int) {
        self.samples = samples
        self.rows = rows
        self.budget = budget
    }

    /// Freezes the blocks below `index`, whose outputs are `width` numbers wide.
    ///
    /// - Parameter pass: runs a batch through the block of that number.
    mutating func advance(
        to index: Int, width: Int, pass: (Matrix, Int) -> Matrix, engine: Engine
    ) {
        let below = kept
        let first = below == nil ? 0 : blocks
        blocks = index
        kept = nil
        let storage = engine.precision.storage
        let total = (samples.count + rows) * width * storage.byteCount
        guard total <= budget else { return }
        let outputs = Matrix(storage, rows: samples.count, columns: width)
        let input = Matrix(storage, rows: rows, columns: samples.shape.count)
        let labels = Matrix(.int32, rows: rows, columns: 1)
        for start in stride(from: 0, to: samples.count, by: rows) {
            let range = start..<min(start + rows, samples.count)
            var signal = below?.outputs.rows(range) ?? input.rows(0..<range.count)
            if below == nil {
                samples.gather(
                    Matrix(range.map(Int32.init), columns: 1), into: signal,
                    labels: labels.rows(0..<range.count), on: engine)
            }
            for block in first..<index { signal = pass(signal, block) }
            outputs.rows(range).copy(from: signal)
        }
        kept = (outputs, Matrix(storage, rows: rows, columns: width))
    }

    /// These samples as block `index` sees them; nil where they are not kept.
    func gather(_ order: Matrix, through index: Int, on engine: Engine) -> Matrix? {
        guard index > 0, index == blocks, let kept else { return nil }
        let signal = kept.batch.rows(0..<order.rows)
        engine.gather(kept.outputs, order: order, into: signal)
        return signal
    }
}
