import OnwardCompute
import OnwardObjectives

/// Shows samples without a label: every class is given the same small number in its place.
struct UnlabelledRows {
    private let place: LabelPlace?
    private let labels: Matrix
    private let rows: Matrix
    private let engine: Engine

    /// - Parameter count: samples in the largest batch.
    init(_ network: Network, rows count: Int, engine: Engine) {
        self.engine = engine
        if case .contrast(let embedding, _, _) = network.objective.presentation,
            embedding.form != .none
        {
            place = embedding.place(in: network.input, classes: network.classes.count)
        } else {
            place = nil
        }
        let room = place == nil ? 0 : count
        labels = Matrix(.int32, rows: room, columns: 1)
        rows = Matrix(rows: room, columns: network.shownShape.count)
        engine.fill(labels) { _ in -1 }
    }

    func present(_ samples: Matrix) -> Matrix {
        guard let place else { return samples }
        let (labels, shown) = (labels.rows(0..<samples.rows), rows.rows(0..<samples.rows))
        engine.embed(labels, at: place, in: samples, copies: 1, into: shown)
        return shown
    }
}
