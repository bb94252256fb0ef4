import OnwardCompute

/// The memory that blocks borrow while they work: activations, errors, caches and gradients of one
/// block at a time, and two rooms between blocks.
///
/// It is as large as its largest block needs. With one layer to a block it stays the same however
/// deep the network grows; with everything in one block (backpropagation) it is as large as the
/// network. This initializer is where that difference lies.
package final class Workspace {
    private let room: Matrix
    private let gradientStore: Matrix?
    /// A block writes its output into one while its input still lies in the other.
    private let relays: [Matrix]
    private let plans: [BlockPlan]
    private let rows: Int
    private let learners: [Int]
    private let sumsGradients: Bool
    private let sharesRows: Bool
    private var frames: [[Frame]]

    private struct Frame {
        let rows: Int
        let frame: BlockFrame
    }

    /// - Parameters:
    ///   - plans: all blocks that will borrow it, in order.
    ///   - rows: samples in the largest batch.
    ///   - learners: numbers of the blocks whose errors and gradients need room too.
    ///   - sumsGradients: whether blocks sum up gradients themselves, layer by layer, so that room is
    ///     needed for one layer's alone.
    ///   - sharesRows: whether the rows that the lowest block sees share their samples.
    ///   - signal: what activations and errors are stored as.
    ///   - engine: one whose kernels compute on it.
    package init(
        for plans: [BlockPlan], rows: Int, learners: [Int] = [], sumsGradients: Bool = false,
        sharesRows: Bool = false, signal: ElementType = .float32, engine: Engine
    ) {
        self.plans = plans
        self.rows = rows
        self.learners = learners
        self.sumsGradients = sumsGradients
        self.sharesRows = sharesRows
        let rooms = plans.enumerated().map { index, plan in
            BlockFrame.byteCount(
                plan, rows: rows, learns: learners.contains(index),
                sharesRows: sharesRows && index == 0, signal: signal)
        }
        let gradients = learners.map {
            sumsGradients ? plans[$0].sharedSlots.count : plans[$0].storeCount
        }.max()
        let output = rows * (plans.map(\.output.count).max() ?? 0)
        room = engine.makeMatrix(.uint8, rows: 1, columns: rooms.max() ?? 0)
        gradientStore = gradients.map { engine.makeMatrix(rows: 1, columns: $0) }
        relays = (0..<min(plans.count, 2)).map { _ in
            engine.makeMatrix(signal, rows: 1, columns: output)
        }
        frames = plans.map { _ in [] }
    }

    /// Bytes of the gradients.
    package var gradientBytes: Int { MemoryCount(gradientStore.map { [$0] } ?? []).bytes }

    /// Bytes of all else.
    package var activationBytes: Int { MemoryCount([room] + relays).bytes }

    /// The room for block `index` and a batch of `rows` samples; laid out when first asked for.
    package func frame(ofBlock index: Int, rows: Int) -> BlockFrame {
        precondition(rows <= self.rows, "a batch of \(rows) in room for \(self.rows)")
        for place in frames[index].indices where frames[index][place].rows == rows {
            return frames[index][place].frame
        }
        let plan = plans[index]
        let store = learners.contains(index) ? gradientStore : nil
        let frame = BlockFrame(
            plan, rows: rows, room: room,
            output: relays[index % 2].slice(offset: 0, rows: rows, columns: plan.output.count),
            gradientStore: store?.slice(
                offset: 0, rows: 1,
                columns: sumsGradients ? plan.sharedSlots.count : plan.storeCount),
            sumsGradients: sumsGradients, sharesRows: sharesRows && index == 0)
        frames[index].append(Frame(rows: rows, frame: frame))
        return frame
    }
}
