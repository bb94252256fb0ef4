import OnwardCompute
import OnwardNetworks
import OnwardObjectives

/// Lets samples leave at the first block that is sure of them, so that upper blocks see fewer.
///
/// How sure a block is: the share that softmax gives the strongest class, of the evidence that the
/// prediction mode decides by, the sum over the blocks so far or the block's own. After each block
/// the samples that stay are moved together.
final class EarlyExit {
    private let network: Network
    private let sumsBlocks: Bool
    private let confidence: Double
    private let engine: Engine
    /// Rows that a block sees of one sample.
    private let copies: Int
    /// Which sample of the batch each row that is left belongs to.
    private var samples: [Int32] = []
    /// Rows that are computed on: those left, and one of them again up to a round number.
    private(set) var rows = 0
    private let order: Matrix
    private let shares: Matrix
    /// The deciding evidence of the rows that are left, and room to move it in.
    private var deciding: Matrix
    private var moved: Matrix
    private let outputs: Matrix
    /// Per sample of the batch: the evidence it left with, and after how many blocks.
    private let evidence: Matrix
    private var blocks: [Int] = []

    /// - Parameters:
    ///   - samples: the most in one batch.
    ///   - copies: rows that a block sees of one sample, one behind the other.
    ///   - signal: what outputs are stored as.
    init(
        _ network: Network, mode: PredictionMode, confidence: Double, samples: Int, copies: Int,
        signal: ElementType, engine: Engine
    ) {
        self.network = network
        sumsBlocks = mode == .sum
        self.confidence = confidence
        self.engine = engine
        self.copies = copies
        let classes = network.classes.count
        order = Matrix(.int32, rows: samples, columns: 1)
        shares = Matrix(rows: samples, columns: 1)
        deciding = Matrix(rows: samples, columns: classes)
        moved = Matrix(rows: samples, columns: classes)
        evidence = Matrix(rows: samples, columns: classes)
        let widest = network.blocks.map(\.plan.output.count).max() ?? 0
        outputs = Matrix(signal, rows: 1, columns: samples * copies * widest)
    }

    /// Takes in a new batch of so many samples.
    func begin(_ count: Int) {
        samples = (0..<Int32(count)).map { $0 }
        rows = count
        blocks = [Int](repeating: 0, count: count)
        deciding.clear()
    }

    /// Takes in what a block believes of the rows that are left.
    ///
    /// - Shapes: `own` [rows, classes], `output` [rows · copies, width].
    /// - Returns: the output for those that stay; nil where none do.
    func leave(block: Int, own: Matrix, output: Matrix) -> Matrix? {
        let hasSay = network.objective.hasSay(block: block, of: network.blocks.count)
        let sums = deciding.rows(0..<rows)
        if !sumsBlocks {
            sums.copy(from: own)
        } else if hasSay {
            engine.add(own, to: sums)
        }
        let isLast = block == network.blocks.count - 1
        engine.confidence(of: sums, into: shares.rows(0..<rows))
        var staying: [Int32] = []
        for (row, sample) in samples.enumerated() {
            let isSure = !sumsBlocks || hasSay ? Double(shares[row, 0]) >= confidence : false
            if isSure || isLast {
                evidence.rows(Int(sample)..<Int(sample) + 1).copy(from: sums.rows(row..<row + 1))
                blocks[Int(sample)] = block + 1
            } else {
                staying.append(Int32(row))
            }
        }
        guard !staying.isEmpty else { return nil }
        return staying.count == samples.count ? output : move(staying, output)
    }

    private func move(_ staying: [Int32], _ output: Matrix) -> Matrix {
        samples = staying.map { samples[Int($0)] }
        let before = rows
        rows = min(EarlyExit.rounded(staying.count), before)
        let order = order.rows(0..<rows)
        order.assign(staying + [Int32](repeating: staying[0], count: rows - staying.count))
        engine.gather(deciding.rows(0..<before), order: order, into: moved.rows(0..<rows))
        swap(&deciding, &moved)
        let columns = copies * output.columns
        let room = outputs.slice(offset: 0, rows: rows, columns: columns)
        engine.gather(output.reshaped(rows: before, columns: columns), order: order, into: room)
        return room.reshaped(rows: rows * copies, columns: output.columns)
    }

    /// Products are prepared for each number of rows that they meet: better few numbers.
    private static func rounded(_ count: Int) -> Int { (count + 15) / 16 * 16 }

    /// The batch's samples as they left.
    var result: (evidence: Matrix, blocks: [Int]) { (evidence.rows(0..<blocks.count), blocks) }
}
