import OnwardCompute
import OnwardLayers

/// The room one block works in for batches of one size: where each layer's output, cache and
/// error lie, and where the gradients go. Views of a workspace, made once.
final class BlockFrame {
    /// Per computing layer; the last one's is the block's.
    let outputs: [Matrix]
    let caches: [Matrix]
    /// Two rooms that errors move between on their way down.
    let errors: [Matrix]
    /// The block's output, which the next block reads.
    let output: Matrix
    /// [N, classes], of the head.
    let evidence: Matrix
    let evidenceError: Matrix
    /// [1, units], on the sums of the units that the objective looks after.
    let unitError: Matrix
    /// [N, 1]
    let losses: Matrix
    /// All gradients as one row; empty where the block does not learn.
    let gradientStore: Matrix
    /// Per computing layer, in its plan's order.
    let gradients: [[Matrix]]
    let headGradient: Matrix
    /// The rows that the lowest layer with parameters read last, where they share their samples.
    var shared: SharedRows?
    private let plan: BlockPlan

    /// - Parameters:
    ///   - room: numbers to lay the frame out in, at least `BlockFrame.count` of them.
    ///   - output: where the block's output goes; it outlives the frame's use.
    ///   - gradientStore: nil where the block does not learn.
    ///   - sharesRows: whether the block's rows share their samples.
    init(
        _ plan: BlockPlan, rows: Int, room: Matrix, output: Matrix, gradientStore: Matrix?,
        sharesRows: Bool
    ) {
        var taken = 0
        func take(_ columns: Int, rows: Int = rows) -> Matrix {
            let matrix = room.slice(offset: taken, rows: rows, columns: columns)
            taken += BlockFrame.aligned(rows * columns)
            return matrix
        }
        outputs = BlockFrame.innerWidths(plan, sharesRows: sharesRows).map { take($0) } + [output]
        self.plan = plan
        self.output = output
        caches = plan.layers.map { take($0.cachePerSample) }
        evidence = take(plan.headRows)
        let learns = gradientStore != nil
        errors = (0..<2).map { _ in take(learns ? BlockFrame.widestError(plan) : 0) }
        evidenceError = take(learns ? plan.headRows : 0)
        losses = take(learns ? 1 : 0)
        unitError = take(learns ? plan.units?.count ?? 0 : 0, rows: 1)
        let store = gradientStore ?? Matrix(rows: 1, columns: 0)
        self.gradientStore = store
        gradients = learns ? BlockState.views(of: store, plan) : []
        headGradient = (learns ? BlockState.headView(of: store, plan) : nil) ?? store
    }

    /// Numbers that a frame takes, without the output and the gradients.
    static func count(_ plan: BlockPlan, rows: Int, learns: Bool, sharesRows: Bool) -> Int {
        let inner = innerWidths(plan, sharesRows: sharesRows)
        let learning = learns ? [widestError(plan), widestError(plan), plan.headRows, 1] : []
        return (inner + plan.layers.map(\.cachePerSample) + [plan.headRows] + learning)
            .reduce(0) { $0 + aligned(rows * $1) } + aligned(learns ? plan.units?.count ?? 0 : 0)
    }

    /// Numbers per row of each layer's output but the last one's; 0 for those that are not written
    /// where rows share their samples.
    private static func innerWidths(_ plan: BlockPlan, sharesRows: Bool) -> [Int] {
        plan.layers.dropLast().enumerated().map { index, layer in
            sharesRows && index < plan.sharedLayers - 1 ? 0 : layer.output.count
        }
    }

    /// The widest sample that an error is written for.
    private static func widestError(_ plan: BlockPlan) -> Int {
        plan.trained.map { plan.layers[$0].map(\.output.count).max() ?? 0 } ?? 0
    }

    private static func aligned(_ count: Int) -> Int { (count + 15) / 16 * 16 }

    /// The error on the output of layer `index`, which is that on the input of the one above.
    func error(above index: Int) -> Matrix {
        errors[index % 2].slice(
            offset: 0, rows: output.rows, columns: plan.layers[index].output.count)
    }
}
