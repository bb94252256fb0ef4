import OnwardCompute
import OnwardObjectives

/// Shows samples without a label: every class is given the same small number in its place.
package struct UnlabelledRows {
    private let labels: Matrix
    /// Nil where samples are shown as they are.
    private let rows: LabelledRows?

    /// - Parameters:
    ///   - count: samples in the largest batch.
    ///   - mayShare: whether the lowest block may be handed the samples themselves.
    package init(_ network: Network, rows count: Int, mayShare: Bool, engine: Engine) {
        guard case .contrast(let embedding, _, _) = network.objective.presentation,
            embedding.form != .none
        else {
            (labels, rows) = (Matrix(.int32, rows: 0, columns: 1), nil)
            return
        }
        labels = engine.makeMatrix(.int32, rows: count, columns: 1)
        rows = LabelledRows(network, embedding, rows: count, mayShare: mayShare, engine: engine)
        engine.fill(labels, with: -1)
    }

    package var byteCount: Int { MemoryCount([labels]).bytes + (rows?.byteCount ?? 0) }

    package var isShared: Bool { rows?.isShared ?? false }

    package func present(_ samples: Matrix) -> Signal {
        guard let rows else { return Signal(samples) }
        let range = 0..<samples.rows
        rows.write(labels.rows(range), on: samples, into: range)
        return rows.signal(samples, rows: range.count)
    }
}
