import OnwardCompute
import OnwardData

/// What the last frozen block says about every training sample, kept so that it is computed once
/// and not in every epoch.
struct FrozenOutputs {
    private let samples: Samples
    private let rows: Int
    private let budget: Int
    private let storage: ElementType
    /// Blocks that are frozen, from the bottom.
    private(set) var blocks = 0
    /// [S, width], and room for a batch of them; nil where they do not fit.
    private var kept: (outputs: Matrix, batch: Matrix)?

    /// - Parameters:
    ///   - rows: samples in the largest batch.
    ///   - budget: bytes that the outputs may take.
    ///   - storage: what they are stored as.
    init(_ samples: Samples, rows: Int, budget: Int, storage: ElementType) {
        self.storage = storage
        self.samples = samples
        self.rows = rows
        self.budget = budget
    }

    /// Bytes that outputs of this width take where they are kept; 0 where they do not fit.
    func byteCount(keeping width: Int) -> Int {
        let bytes = byteCount(width: width)
        return bytes <= budget ? bytes : 0
    }

    private func byteCount(width: Int) -> Int {
        (samples.count + rows) * width * storage.byteCount
    }

    /// Freezes the blocks below `index`, whose outputs are `width` numbers wide.
    ///
    /// Outputs as wide as those below take their place, batch by batch. Others lie beside them until
    /// they are complete, where the budget holds both, or else are computed from the samples.
    ///
    /// - Parameter pass: runs a batch through the block of that number.
    mutating func advance(
        to index: Int, width: Int, pass: (Matrix, Int) -> Matrix, engine: Engine
    ) {
        let total = byteCount(width: width)
        var below = kept
        kept = nil
        if let wide = below?.outputs.columns, wide != width,
            byteCount(width: wide) + total > budget
        {
            below = nil
        }
        let first = below == nil ? 0 : blocks
        blocks = index
        guard total <= budget else { return }
        let isAsWide = below?.outputs.columns == width
        let kept =
            (isAsWide ? below : nil)
            ?? (
                Matrix(storage, rows: samples.count, columns: width),
                Matrix(storage, rows: rows, columns: width)
            )
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
            kept.outputs.rows(range).copy(from: signal)
        }
        self.kept = kept
    }

    /// These samples as block `index` sees them; nil where they are not kept.
    func gather(_ order: Matrix, through index: Int, on engine: Engine) -> Matrix? {
        guard index > 0, index == blocks, let kept else { return nil }
        let signal = kept.batch.rows(0..<order.rows)
        engine.gather(kept.outputs, order: order, into: signal)
        return signal
    }
}
