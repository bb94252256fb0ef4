import OnwardCompute
import OnwardLayers

/// The room one block works in for batches of one size: where each layer's output, cache and
/// error lie, and where the gradients go. Views of a workspace, made once.
package final class BlockFrame {
    /// Per computing layer; the last one's is the block's, unless it is regrouped first.
    let outputs: [Matrix]
    /// Per computing layer its input, and last the block's output, where samples are regrouped.
    private let regrouped: [Matrix?]
    let caches: [Matrix]
    /// Two rooms that errors move between on their way down.
    private let errors: [Matrix]
    /// Where an error lies until it is regrouped.
    private let arrivingError: Matrix
    /// The block's output, which the next block reads.
    package let output: Matrix
    /// [N, classes], of the head.
    package let evidence: Matrix
    let evidenceError: Matrix
    /// [1, units], on the sums of the units that the objective looks after.
    let unitError: Matrix
    /// [N, 1]
    package let losses: Matrix
    /// The mean of a batch's losses [1, 1] of float64, written by the objective.
    package let loss: Matrix
    /// All gradients as one row; empty where the block does not learn.
    package let gradientStore: Matrix
    /// Per computing layer, in its plan's order.
    let gradients: [[Matrix]]
    let headGradient: Matrix
    /// The rows that the next layer to run is handed, where they share their samples.
    var arriving: SharedRows?
    /// Those that the lowest layer with parameters read last.
    var shared: SharedRows?
    private let plan: BlockPlan

    /// - Parameters:
    ///   - room: bytes to lay the frame out in, at least `BlockFrame.byteCount` of them.
    ///   - output: where the block's output goes; it outlives the frame's use. Outputs and errors of
    ///     layers are stored as it is; what is summed up or kept for a gradient is float32.
    ///   - gradientStore: nil where the block does not learn.
    ///   - sumsGradients: whether each layer's gradients are added to a sum before the next layer
    ///     writes its own into the same place.
    ///   - sharesRows: whether the block's rows share their samples.
    init(
        _ plan: BlockPlan, rows: Int, room: Matrix, output: Matrix, gradientStore: Matrix?,
        sumsGradients: Bool = false, sharesRows: Bool
    ) {
        var taken = 0
        func take(_ columns: Int, rows: Int = rows, _ type: ElementType = .float32) -> Matrix {
            let matrix = room.room(at: taken, type, rows: rows, columns: columns)
            taken += BlockFrame.aligned(rows * columns * type.byteCount)
            return matrix
        }
        let signal = output.elementType
        let widths = BlockFrame.outputWidths(plan, sharesRows: sharesRows)
        let top = plan.layers.count
        outputs = widths.map { take($0, signal) } + (plan.regroups(at: top) ? [] : [output])
        regrouped = plan.inputs.enumerated().map { index, shape in
            !plan.regroups(at: index) ? nil : index == top ? output : take(shape.count, signal)
        }
        self.plan = plan
        self.output = output
        caches = plan.layers.map { take($0.cachePerSample) }
        evidence = take(plan.headRows)
        let learns = gradientStore != nil
        errors = (0..<2).map { _ in take(learns ? BlockFrame.widestError(plan) : 0, signal) }
        arrivingError = take(learns ? BlockFrame.widestArrivingError(plan) : 0, signal)
        evidenceError = take(learns ? plan.headRows : 0)
        losses = take(learns ? 1 : 0)
        unitError = take(learns ? plan.units?.count ?? 0 : 0, rows: 1)
        loss = take(learns ? 1 : 0, rows: 1, .float64)
        let store = gradientStore ?? Matrix(rows: 1, columns: 0)
        self.gradientStore = store
        let slots = sumsGradients ? plan.sharedSlots.slots : plan.slots
        gradients = learns ? BlockState.views(of: store, slots, plan) : []
        headGradient = (learns ? BlockState.headView(of: store, slots, plan) : nil) ?? store
    }

    /// Bytes that a frame takes, without the output and the gradients.
    ///
    /// - Parameter signal: what outputs and errors are stored as.
    static func byteCount(
        _ plan: BlockPlan, rows: Int, learns: Bool, sharesRows: Bool, signal: ElementType
    ) -> Int {
        func bytes(_ widths: [Int], rows: Int = rows, _ type: ElementType = .float32) -> Int {
            widths.reduce(0) { $0 + aligned(rows * $1 * type.byteCount) }
        }
        let outputs = outputWidths(plan, sharesRows: sharesRows)
        let regrouped = plan.layers.indices.filter(plan.regroups).map { plan.inputs[$0].count }
        let errors = [widestError(plan), widestError(plan), widestArrivingError(plan)]
        let numbers = plan.layers.map(\.cachePerSample) + [plan.headRows]
        return bytes(outputs + regrouped + (learns ? errors : []), signal)
            + bytes(numbers + (learns ? [plan.headRows, 1] : []))
            + bytes([learns ? plan.units?.count ?? 0 : 0], rows: 1)
            + bytes([learns ? 1 : 0], rows: 1, .float64)
    }

    /// Numbers per row of each layer's output but the last one's, unless that is regrouped; 0 for
    /// those that are not written where rows share their samples.
    private static func outputWidths(_ plan: BlockPlan, sharesRows: Bool) -> [Int] {
        let own = plan.regroups(at: plan.layers.count) ? plan.layers[...] : plan.layers.dropLast()
        return own.enumerated().map { index, layer in
            sharesRows && index < plan.sharedLayers - 1 ? 0 : layer.output.count
        }
    }

    /// The widest sample that an error is written for.
    private static func widestError(_ plan: BlockPlan) -> Int {
        plan.trained.map { plan.layers[$0].map(\.output.count).max() ?? 0 } ?? 0
    }

    /// The widest sample whose error is regrouped.
    private static func widestArrivingError(_ plan: BlockPlan) -> Int {
        guard let trained = plan.trained else { return 0 }
        return (trained.lowerBound + 1...plan.layers.count).filter(plan.regroups)
            .map { plan.inputs[$0].count }.max() ?? 0
    }

    private static func aligned(_ byteCount: Int) -> Int { (byteCount + 63) / 64 * 64 }

    /// Before the block runs on a batch.
    func begin(_ input: Signal) {
        arriving = input.shared
        shared = input.shared
    }

    /// Those of the first `count` rows for which a layer below the last put out what is no number: a
    /// rectifier above it can make zeros of what is none.
    package func spoiledRows(of count: Int, on engine: Engine) -> [Int] {
        func isSound(_ rows: Range<Int>) -> Bool {
            outputs.dropLast().allSatisfy {
                $0.columns == 0 || engine.isFinite($0.rows(rows))
            }
        }
        return isSound(0..<count) ? [] : (0..<count).filter { !isSound($0..<$0 + 1) }
    }

    /// What layer `index` reads of the block's input, the layer below or, above the last layer, the
    /// block's output.
    func input(of index: Int, _ blockInput: Matrix) -> Matrix {
        regrouped[index] ?? (index == 0 ? blockInput : outputs[index - 1])
    }

    /// The error on the output of layer `index`.
    func error(above index: Int) -> Matrix { error(above: index, room: index % 2) }

    /// Where layer `index`, or what reads the block's output, writes the error on what it was
    /// given: the error on the output of the layer below, or that before it is regrouped.
    func inputError(of index: Int) -> Matrix {
        guard plan.regroups(at: index) else { return error(above: index - 1) }
        return arrivingError.slice(
            offset: 0, rows: output.rows, columns: plan.inputs[index].count)
    }

    /// Where an error on the output of layer `index` that comes past the layers above is written,
    /// row by row: in place, or where no layer above needs its room.
    func plainError(above index: Int) -> Matrix {
        error(
            above: index, room: plan.layers[index].output.lanes == 1 ? index % 2 : (index + 1) % 2)
    }

    private func error(above index: Int, room: Int) -> Matrix {
        errors[room].slice(
            offset: 0, rows: output.rows, columns: plan.layers[index].output.count)
    }
}
