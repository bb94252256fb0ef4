import OnwardCompute
import OnwardNetworks
import OnwardObjectives

/// Where a network is asked about a tile of samples: an engine, and all the room that this needs, made
/// once.
///
/// Lent to one call at a time. It changes nothing of the network, so any number of them ask the same
/// one at the same time.
final class AnsweringRoom {
    let engine: Engine
    let question: Question
    /// The blocks that are asked here: the question's, or those of them that are not elsewhere.
    let blocks: Range<Int>
    private let workspace: Workspace
    /// A tile's samples as they were given, and as activations are stored.
    private let samples, stored: Matrix
    private let labels: Matrix
    /// Per block that is asked here, and their sum last: the evidence for one tile.
    private let evidence: [Matrix]
    /// Every label in turn for every sample of a tile, and room for the rows they make; nil where
    /// samples are shown plainly.
    private let everyLabel: (labels: Matrix, rows: LabelledRows)?
    /// Nil where the reader is not asked.
    private let readerRoom: ReaderRoom?
    private let unlabelled: UnlabelledRows
    /// Blocks whose weights are not all numbers.
    private let spoiledBlocks: Set<Int>
    /// Samples of the tile that are not all numbers.
    private var spoiledSamples: Set<Int> = []
    /// Those of which what blocks say above those that were asked is none.
    private(set) var spoiledAbove: Set<Int> = []
    /// What a row is multiplied by to be none.
    private let none = Matrix([Float.nan], columns: 1)
    /// Nil where every sample goes through all blocks.
    private let earlyExit: EarlyExit?

    /// - Parameters:
    ///   - threads: cores that its engine takes.
    ///   - height: of the highest tile; nil for the highest that there are.
    ///   - blocks: numbers of those that are asked here; nil for all of the question's.
    ///   - spoiledBlocks: numbers of blocks whose weights are not all numbers.
    init(
        _ question: Question, threads: Int = 1, height: Int? = nil, blocks: Range<Int>? = nil,
        spoiledBlocks: Set<Int> = []
    ) {
        self.spoiledBlocks = spoiledBlocks
        let network = question.network
        let blocks = blocks ?? 0..<question.blockCount
        self.blocks = blocks
        let engine = Engine(threads: threads, precision: question.precision)
        let most = height ?? question.tileHeights.last ?? 1
        let rows = most * question.copies
        self.question = question
        self.engine = engine
        if blocks.lowerBound == 0, question.showsLabels,
            case .contrast(let embedding, _, _) = network.objective.presentation
        {
            let labels = engine.makeMatrix(.int32, rows: rows, columns: 1)
            engine.fill(labels, countingTo: network.classes.count)
            everyLabel = (
                labels,
                LabelledRows(network, embedding, rows: rows, mayShare: true, engine: engine)
            )
        } else {
            everyLabel = nil
        }
        let reader = question.modes.contains(.onePass) ? network.reader : nil
        unlabelled = UnlabelledRows(
            network, rows: reader == nil ? 0 : most, mayShare: true, engine: engine)
        workspace = Workspace(
            for: network.blocks[blocks].map(\.plan), rows: rows,
            sharesRows: blocks.lowerBound == 0
                && (everyLabel?.rows.isShared ?? unlabelled.isShared),
            signal: question.signal, engine: engine)
        let storage = question.precision.storage
        samples = engine.makeMatrix(rows: most, columns: network.input.count)
        stored =
            storage == .float32
            ? samples : engine.makeMatrix(storage, rows: most, columns: samples.columns)
        labels = engine.makeMatrix(.int32, rows: most, columns: 1)
        evidence = (0...blocks.count).map { _ in
            engine.makeMatrix(rows: most, columns: network.classes.count)
        }
        readerRoom = reader.map {
            ReaderRoom(for: $0, rows: most, learns: false, engine: engine)
        }
        earlyExit = question.confidence.map {
            EarlyExit(question, confidence: $0, samples: most, engine: engine)
        }
    }

    /// Bytes that it takes, without what oneDNN takes.
    var byteCount: Int {
        workspace.activationBytes + unlabelled.byteCount + (readerRoom?.activationBytes ?? 0)
            + (everyLabel.map { $0.rows.byteCount + MemoryCount([$0.labels]).bytes } ?? 0)
            + (earlyExit?.byteCount ?? 0)
            + MemoryCount([samples, stored, labels] + evidence).bytes
    }

    /// Asks about a few samples.
    ///
    /// - Parameters:
    ///   - tile: how many there are, and how many are computed: rows beyond the samples hold
    ///     anything, and change nothing.
    ///   - heights: numbers of samples that those who stay are computed in where others leave early.
    ///   - observe: shown each block's output.
    ///   - load: writes the samples [N, numbers] of float32 and, where they have any, labels [N, 1].
    /// - Returns: views of this room, good until it is asked again.
    func ask(
        _ tile: Tile, heights: [Int], leavesEarly: Bool = true,
        observe: (_ output: Matrix) -> Void = { _ in },
        load: (_ samples: Matrix, _ labels: Matrix) -> Void
    ) -> TileAnswers {
        let count = tile.samples.count
        load(samples.rows(0..<count), labels.rows(0..<count))
        spoiledSamples =
            engine.isFinite(samples.rows(0..<count))
            ? [] : Set((0..<count).filter { !engine.isFinite(samples.rows($0..<$0 + 1)) })
        let input = stored.rows(0..<tile.height)
        if stored.elementType != samples.elementType {
            engine.convert(samples.rows(0..<tile.height), into: input)
        }
        if leavesEarly, let earlyExit {
            runUntilSure(present(input), samples: count, of: heights, earlyExit)
            return TileAnswers(
                tile, labels: labels.rows(0..<count), engine: engine, early: earlyExit.result)
        }
        if question.asksBlocks { run(present(input), tile, observe) }
        return TileAnswers(
            tile, labels: labels.rows(0..<count), engine: engine,
            blocks: question.asksBlocks ? evidence.dropLast().map { $0.rows(0..<count) } : [],
            sum: evidence[blocks.count].rows(0..<count),
            reader: askReader(input, samples: count, observe)?.rows(0..<count))
    }

    /// The samples alone, or each with every label.
    private func present(_ samples: Matrix) -> Signal {
        guard let everyLabel else { return Signal(samples) }
        let rows = 0..<samples.rows * question.copies
        everyLabel.rows.write(
            everyLabel.labels.rows(rows), on: samples, copies: question.copies, into: rows)
        let shared = stored.rows(0..<max(samples.rows, min(Question.leastRows, stored.rows)))
        return everyLabel.rows.signal(shared, rows: rows.count, copies: question.copies)
    }

    /// Asks about samples that blocks elsewhere have begun with.
    ///
    /// - Parameters:
    ///   - input: what the block below the lowest one here puts out for the tile.
    ///   - spoiled: samples of the tile of which blocks below have found that what is said is none.
    func ask(
        _ tile: Tile, from input: Matrix, spoiled: Set<Int>,
        observe: (_ output: Matrix) -> Void = { _ in }
    ) -> TileAnswers {
        let count = tile.samples.count
        spoiledSamples = spoiled
        run(Signal(input), tile, observe)
        return TileAnswers(
            tile, labels: labels.rows(0..<count), engine: engine,
            blocks: evidence.dropLast().map { $0.rows(0..<count) },
            sum: evidence[blocks.count].rows(0..<count), reader: nil)
    }

    private func run(_ input: Signal, _ tile: Tile, _ observe: (Matrix) -> Void) {
        var (signal, spoiled) = (input, spoiledSamples)
        let sum = evidence[blocks.count].rows(0..<tile.height)
        sum.clear()
        for block in question.network.blocks[blocks] {
            let frame = pass(signal, through: block)
            signal = Signal(frame.output)
            observe(frame.output)
            let own = evidence[block.index - blocks.lowerBound].rows(0..<tile.height)
            score(block, frame, into: own)
            let count = tile.samples.count
            spoil(own, of: block, frame, rows: count, copies: question.copies, &spoiled)
            let votes = question.votes[block.index]
            if votes > 0 { engine.add(own, times: votes, to: sum) }
        }
        spoiledAbove = spoiled
    }

    private func runUntilSure(
        _ input: Signal, samples count: Int, of heights: [Int], _ exit: EarlyExit
    ) {
        var (signal, spoiled) = (input, spoiledSamples)
        exit.begin(count, rows: input.rows / question.copies, heights: heights)
        for block in question.network.blocks.prefix(question.blockCount) {
            let frame = pass(signal, through: block)
            let own = evidence[block.index].rows(0..<exit.rows)
            score(block, frame, into: own)
            spoil(
                own, of: block, frame, rows: exit.samples.count, copies: question.copies,
                &spoiled, sample: { Int(exit.samples[$0]) })
            guard let staying = exit.leave(block: block.index, own: own, output: frame.output)
            else { return }
            signal = Signal(staying)
        }
    }

    /// Makes what is said of a sample none where it, the block's weights or what some layer put out for it
    /// is no number, whatever the layers above would make of that.
    ///
    /// - Parameters:
    ///   - said: a block's evidence, or its output [rows, …]; further rows count for nothing.
    ///   - copies: rows that the block saw of each.
    ///   - spoiled: samples of which that is so, in this block or one below.
    ///   - sample: whose a row is.
    private func spoil(
        _ said: Matrix, of block: BlockState, _ frame: BlockFrame, rows: Int, copies: Int,
        _ spoiled: inout Set<Int>, sample: (Int) -> Int = { $0 }
    ) {
        let isSound = !spoiledBlocks.contains(block.index) && engine.isFinite(said.rows(0..<rows))
        if !isSound {
            for row in 0..<rows
            where spoiledBlocks.contains(block.index)
                || !engine.isFinite(said.rows(row..<row + 1))
            {
                spoiled.insert(sample(row))
            }
        }
        for row in frame.spoiledRows(of: rows * copies, on: engine) {
            spoiled.insert(sample(row / copies))
        }
        guard !spoiled.isEmpty else { return }
        for row in 0..<rows where spoiled.contains(sample(row)) {
            let own = said.rows(row..<row + 1)
            engine.scaleRows(of: own, by: none, into: own)
        }
    }

    private func score(_ block: BlockState, _ frame: BlockFrame, into evidence: Matrix) {
        question.network.objective.score(
            Exam(
                engine: engine, work: block.head == nil ? frame.output : frame.evidence,
                evidence: evidence))
    }

    private func askReader(
        _ samples: Matrix, samples count: Int, _ observe: (Matrix) -> Void
    ) -> Matrix? {
        guard let readerRoom else { return nil }
        var spoiled = spoiledSamples
        readerRoom.take(unlabelled.present(samples)) { signal, index in
            let block = question.network.blocks[index]
            let frame = pass(signal, through: block, wantsEvidence: false)
            spoil(frame.output, of: block, frame, rows: count, copies: 1, &spoiled)
            observe(frame.output)
            return Signal(frame.output)
        }
        return readerRoom.evidence(rows: samples.rows)
    }

    private func pass(
        _ signal: Signal, through block: BlockState, wantsEvidence: Bool = true
    ) -> BlockFrame {
        let frame = workspace.frame(
            ofBlock: block.index - blocks.lowerBound, rows: signal.rows)
        _ = block.pass(signal, in: frame, wantsEvidence: wantsEvidence, engine: engine)
        return frame
    }
}
