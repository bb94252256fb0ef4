import OnwardCompute
import OnwardData
import OnwardNetworks
import OnwardObjectives

/// Runs samples through a network that does not learn, and collects what each block, and its
/// reader, believes.
package final class Examiner {
    private let network: Network
    private let engine: Engine
    private let workspace: Workspace
    private let batch: Matrix
    private let labelRoom: Matrix
    /// Per block, and their sum last: room for the evidence of one batch.
    private let rooms: [Matrix]
    private let blockCount: Int
    /// Samples that pass at once: enough to keep the cores busy, little memory.
    let samplesAtOnce: Int
    private let asksBlocks: Bool
    /// Whether the last block alone is asked, so that the heads of the others are not needed.
    private let asksLastAlone: Bool
    /// Every label in turn for every sample of a batch, and room for the rows they make; nil where
    /// samples are shown plainly.
    private let everyLabel: (labels: Matrix, rows: LabelledRows)?
    /// Nil where the reader is not asked.
    private let readerRoom: ReaderRoom?
    private let unlabelled: UnlabelledRows
    /// Nil where every sample goes through all blocks.
    private let earlyExit: EarlyExit?

    /// - Parameters:
    ///   - blocks: how many of the network's blocks to run, from the bottom.
    ///   - modes: what is to be found out.
    ///   - everyBlock: whether each block's evidence is wanted, whatever the modes need.
    ///   - confidence: where samples leave at the first block that is so sure; then the first mode
    ///     alone is found out.
    ///   - most: samples that pass at once, at the most.
    package init(
        _ network: Network, blocks: Int, modes: [PredictionMode], everyBlock: Bool = true,
        confidence: Double? = nil, most: Int = 256, engine: Engine
    ) {
        self.network = network
        self.engine = engine
        blockCount = blocks
        asksBlocks = modes.contains { $0 != .onePass }
        asksLastAlone = !everyBlock && modes == [.lastBlock]
        let classes = network.classes.count
        let isPlain = network.objective.presentation == .plain || !asksBlocks
        samplesAtOnce = max(1, min(most, isPlain ? 256 : 1000 / classes))
        let rows = isPlain ? samplesAtOnce : samplesAtOnce * classes
        if !isPlain, case .contrast(let embedding, _, _) = network.objective.presentation {
            let labels = Matrix(.int32, rows: rows, columns: 1)
            engine.fill(labels, countingTo: classes)
            everyLabel = (
                labels,
                LabelledRows(network, embedding, rows: rows, mayShare: true, engine: engine)
            )
        } else {
            everyLabel = nil
        }
        let reader = modes.contains(.onePass) ? network.reader : nil
        unlabelled = UnlabelledRows(
            network, rows: reader == nil ? 0 : samplesAtOnce, mayShare: true, engine: engine)
        // Goodness often differs between two labels by less than rounded outputs would change it.
        let signal: ElementType =
            network.objective.presentation == .plain ? engine.precision.storage : .float32
        let plans = network.blocks.prefix(blocks).map(\.plan)
        workspace = Workspace(
            for: plans, rows: rows,
            sharesRows: everyLabel?.rows.isShared ?? unlabelled.isShared,
            signal: signal)
        for block in network.blocks.prefix(blocks) { block.prepare(for: engine) }
        batch = Matrix(engine.precision.storage, rows: samplesAtOnce, columns: network.input.count)
        labelRoom = Matrix(.int32, rows: samplesAtOnce, columns: 1)
        let evidenceRows = samplesAtOnce
        rooms = (0...blocks).map { _ in Matrix(rows: evidenceRows, columns: classes) }
        readerRoom = reader.map {
            ReaderRoom(for: $0, rows: evidenceRows, learns: false, engine: engine)
        }
        earlyExit = confidence.map {
            EarlyExit(
                network, mode: modes[0], confidence: $0, samples: evidenceRows,
                copies: rows / evidenceRows, signal: signal, engine: engine)
        }
    }

    /// Bytes that an examination by all blocks takes, and the rows that it shows at once.
    package static func plan(
        _ network: Network, modes: [PredictionMode], engine: Engine
    ) -> (bytes: Int, rows: Int) {
        guard !modes.isEmpty else { return (0, 0) }
        let examiner = Examiner(
            network, blocks: network.blocks.count, modes: modes, engine: engine)
        let bytes =
            examiner.workspace.activationBytes + examiner.unlabelled.byteCount
            + (examiner.readerRoom?.activationBytes ?? 0)
            + (examiner.everyLabel?.rows.byteCount ?? 0)
            + MemoryCount([examiner.batch, examiner.labelRoom] + examiner.rooms).bytes
        return (bytes, examiner.everyLabel?.labels.rows ?? examiner.samplesAtOnce)
    }

    /// Shows all samples in order, a batch at a time, to `read`.
    package func examine(_ samples: Samples, read: (Examination) -> Void) {
        for first in stride(from: 0, to: samples.count, by: samplesAtOnce) {
            let range = first..<min(first + samplesAtOnce, samples.count)
            let order = Matrix(range.map(Int32.init), columns: 1)
            let (input, labels) = (batch.rows(0..<range.count), labelRoom.rows(0..<range.count))
            samples.gather(order, into: input, labels: labels, on: engine)
            read(examine(input, labels: labels, first: first))
        }
    }

    /// Shows one batch of at most `samplesAtOnce` samples, of float32 or as the engine stores them.
    func examine(_ samples: Matrix, labels: Matrix, first: Int = 0) -> Examination {
        let input = stored(samples)
        if let earlyExit {
            runUntilSure(present(input), samples: input.rows, earlyExit)
            return Examination(first: first, labels: labels, early: earlyExit.result)
        }
        let evidence = rooms.map { $0.rows(0..<input.rows) }
        if asksBlocks { run(present(input), evidence: evidence) }
        let asked = asksLastAlone ? blockCount - 1..<blockCount : 0..<blockCount
        return Examination(
            first: first, labels: labels, blocks: asksBlocks ? Array(evidence[asked]) : [],
            sum: evidence[blockCount], reader: askReader(input))
    }

    /// The samples in the type of activations: themselves, or copies in the batch's room.
    private func stored(_ samples: Matrix) -> Matrix {
        guard samples.elementType != batch.elementType else { return samples }
        let copies = batch.rows(0..<samples.rows)
        engine.convert(samples, into: copies)
        return copies
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
            let isAsked = !asksLastAlone || block.index == blockCount - 1
            let frame = pass(signal, through: block, wantsEvidence: isAsked)
            signal = Signal(frame.output)
            guard isAsked else { continue }
            score(block, frame, into: evidence[block.index])
            if network.objective.hasSay(block: block.index, of: blockCount) {
                engine.add(evidence[block.index], to: evidence[blockCount])
            }
        }
    }

    private func runUntilSure(_ input: Signal, samples: Int, _ exit: EarlyExit) {
        var signal = input
        exit.begin(samples)
        for block in network.blocks {
            let frame = pass(signal, through: block)
            let own = rooms[block.index].rows(0..<exit.rows)
            score(block, frame, into: own)
            guard let staying = exit.leave(block: block.index, own: own, output: frame.output)
            else { return }
            signal = Signal(staying)
        }
    }

    private func score(_ block: BlockState, _ frame: BlockFrame, into evidence: Matrix) {
        network.objective.score(
            Exam(
                engine: engine, work: block.head == nil ? frame.output : frame.evidence,
                evidence: evidence))
    }

    private func askReader(_ samples: Matrix) -> Matrix? {
        guard let readerRoom else { return nil }
        readerRoom.take(unlabelled.present(samples)) { signal, index in
            Signal(
                pass(signal, through: network.blocks[index], wantsEvidence: false).output)
        }
        return readerRoom.evidence(rows: samples.rows)
    }

    private func pass(
        _ signal: Signal, through block: BlockState, wantsEvidence: Bool = true
    ) -> BlockFrame {
        let frame = workspace.frame(ofBlock: block.index, rows: signal.rows)
        block.forward(
            signal, in: frame, isTraining: false, wantsEvidence: wantsEvidence, engine: engine)
        return frame
    }
}
