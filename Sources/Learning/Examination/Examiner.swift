import OnwardCompute
import OnwardData
import OnwardObjectives

/// Runs samples through a network that does not learn, and collects what each block believes.
final class Examiner {
    private let network: Network
    private let engine: Engine
    private let workspace: Workspace
    private let batch: Matrix
    private let labelRoom: Matrix
    /// Per block, and their sum last: room for the evidence of one batch.
    private let rooms: [Matrix]
    private let blockCount: Int
    /// Samples that pass at once: enough to keep the cores busy, little memory.
    private let samplesAtOnce: Int
    /// Every label in turn for every sample of a batch, and room for the rows they make; nil where
    /// samples are shown plainly.
    private let everyLabel: (labels: Matrix, rows: LabelledRows)?

    /// - Parameter blocks: how many of the network's blocks to run, from the bottom.
    init(_ network: Network, blocks: Int, engine: Engine) {
        self.network = network
        self.engine = engine
        blockCount = blocks
        let classes = network.classes.count
        let isPlain = network.objective.presentation == .plain
        samplesAtOnce = isPlain ? 500 : max(1, 1000 / classes)
        let rows = isPlain ? samplesAtOnce : samplesAtOnce * classes
        if case .contrast(let embedding, _, _) = network.objective.presentation {
            let labels = Matrix(.int32, rows: rows, columns: 1)
            engine.fill(labels) { $0 % classes }
            everyLabel = (
                labels,
                LabelledRows(network, embedding, rows: rows, mayShare: true, engine: engine)
            )
        } else {
            everyLabel = nil
        }
        let plans = network.blocks.prefix(blocks).map(\.plan)
        workspace = Workspace(
            for: plans, rows: rows, sharesRows: everyLabel?.rows.isShared ?? false)
        batch = Matrix(rows: samplesAtOnce, columns: network.input.count)
        labelRoom = Matrix(.int32, rows: samplesAtOnce, columns: 1)
        let evidenceRows = samplesAtOnce
        rooms = (0...blocks).map { _ in Matrix(rows: evidenceRows, columns: classes) }
    }

    /// Shows all samples in order, a batch at a time, to `read`: the first sample's number, each
    /// block's evidence [N, C], their sum [N, C], and the labels [N, 1].
    func examine(
        _ samples: Samples, read: (_ first: Int, _ blocks: [Matrix], _ sum: Matrix, Matrix) -> Void
    ) {
        for first in stride(from: 0, to: samples.count, by: samplesAtOnce) {
            let range = first..<min(first + samplesAtOnce, samples.count)
            let order = Matrix(range.map(Int32.init), columns: 1)
            let (input, labels) = (batch.rows(0..<range.count), labelRoom.rows(0..<range.count))
            samples.gather(order, into: input, labels: labels, on: engine)
            let evidence = rooms.map { $0.rows(0..<range.count) }
            run(present(input), evidence: evidence)
            read(first, Array(evidence.dropLast()), evidence[blockCount], labels)
        }
    }

    /// The samples alone, or each with every label.
    private func present(_ samples: Matrix) -> Signal {
        guard let everyLabel else { return Signal(samples) }
        let classes = network.classes.count
        let rows = 0..<samples.rows * classes
        everyLabel.rows.write(
            everyLabel.labels.rows(rows), on: samples, copies: classes, into: rows)
        return everyLabel.rows.signal(samples, rows: rows.count, copies: classes)
    }

    private func run(_ input: Signal, evidence: [Matrix]) {
        var signal = input
        evidence[blockCount].clear()
        for block in network.blocks.prefix(blockCount) {
            let frame = workspace.frame(ofBlock: block.index, rows: input.rows)
            block.forward(signal, in: frame, isTraining: false, engine: engine)
            network.objective.score(
                Exam(
                    engine: engine, work: block.head == nil ? frame.output : frame.evidence,
                    evidence: evidence[block.index]))
            if network.objective.hasSay(block: block.index, of: blockCount) {
                engine.add(evidence[block.index], to: evidence[blockCount])
            }
            signal = Signal(frame.output)
        }
    }
}
