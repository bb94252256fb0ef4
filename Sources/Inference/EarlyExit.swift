import OnwardCompute
import OnwardObjectives

/// Lets samples leave at the first block that is sure of them, so that upper blocks see fewer.
///
/// How sure a block is: the share that softmax gives the strongest class, of the evidence that the
/// prediction mode decides by, the sum over the blocks so far or the block's own. After each block
/// the samples that stay are moved together.
final class EarlyExit {
    private let question: Question
    private let sumsBlocks: Bool
    private let confidence: Double
    private let engine: Engine
    /// Which sample of the tile each row that is left belongs to.
    private(set) var samples: [Int32] = []
    /// Rows that are computed on: those left, and others up to a height that tiles have.
    private(set) var rows = 0
    private var heights: [Int] = []
    private let order: Matrix
    /// The deciding evidence of the rows that are left, and room to move it in.
    private var deciding: Matrix
    private var moved: Matrix
    private let outputs: Matrix
    /// Per sample of the tile: the evidence it left with, and after how many blocks.
    private let evidence: Matrix
    private var blocks: [Int] = []

    /// - Parameter samples: the most in one tile.
    init(_ question: Question, confidence: Double, samples: Int, engine: Engine) {
        self.question = question
        sumsBlocks = question.mode == .sum
        self.confidence = confidence
        self.engine = engine
        let classes = question.network.classes.count
        order = Matrix(.int32, rows: samples, columns: 1)
        deciding = Matrix(rows: samples, columns: classes)
        moved = Matrix(rows: samples, columns: classes)
        evidence = Matrix(rows: samples, columns: classes)
        let widest = question.network.blocks.map(\.plan.output.count).max() ?? 0
        outputs = Matrix(question.signal, rows: 1, columns: samples * question.copies * widest)
    }

    var byteCount: Int { MemoryCount([order, deciding, moved, evidence, outputs]).bytes }

    /// Takes in a new tile of so many samples and rows.
    ///
    /// - Parameter heights: that rows may be moved together to, the least first.
    func begin(_ count: Int, rows: Int, heights: [Int]) {
        samples = (0..<Int32(count)).map { $0 }
        self.rows = rows
        self.heights = heights
        blocks = [Int](repeating: 0, count: count)
        deciding.clear()
    }

    /// Takes in what a block believes of the rows that are left.
    ///
    /// - Shapes: `own` [rows, classes], `output` [rows · copies, width].
    /// - Returns: the output for those that stay; nil where none do.
    func leave(block: Int, own: Matrix, output: Matrix) -> Matrix? {
        let votes = sumsBlocks ? question.votes[block] : 1
        let sums = deciding.rows(0..<rows)
        if !sumsBlocks {
            sums.copy(from: own)
        } else if votes > 0 {
            engine.add(own, times: votes, to: sums)
        }
        let isLast = block == question.blockCount - 1
        var staying: [Int32] = []
        for (row, sample) in samples.enumerated() {
            let sum = sums.rows(row..<row + 1)
            let isSure = votes > 0 && Shares(of: sum.values()).largest >= confidence
            if isSure || isLast {
                evidence.rows(Int(sample)..<Int(sample) + 1).copy(from: sum)
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
        rows = heights.first { $0 >= staying.count } ?? before
        let order = order.rows(0..<rows)
        order.assign(staying + [Int32](repeating: staying[0], count: rows - staying.count))
        engine.gather(deciding.rows(0..<before), order: order, into: moved.rows(0..<rows))
        swap(&deciding, &moved)
        let columns = question.copies * output.columns
        let room = outputs.slice(offset: 0, rows: rows, columns: columns)
        engine.gather(output.reshaped(rows: before, columns: columns), order: order, into: room)
        return room.reshaped(rows: rows * question.copies, columns: output.columns)
    }

    /// The tile's samples as they left.
    var result: (evidence: Matrix, blocks: [Int]) { (evidence.rows(0..<blocks.count), blocks) }
}
