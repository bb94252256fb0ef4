import OnwardCompute

/// What is counted of a network's answers to labelled samples. Evidence that is no number is never
/// right.
struct EvaluationCounts {
    private let modes: [PredictionMode]
    /// Right answers in each mode.
    private(set) var correct: [Int]
    /// Right answers of each block.
    private(set) var blockCorrect: [Int]
    /// Per true class, how often each class was answered in the first mode.
    private(set) var confusion: [[Int]]
    /// Per sample, the cross-entropy of its answer in the first mode; NaN where there is none.
    private(set) var losses: [Double]
    /// [N · C], in the first mode; nil where it is not kept.
    private(set) var evidence: [Float]?
    /// Blocks that samples were run through, where they left early.
    private(set) var blocksUsed = 0
    /// At each of `ExitTrade.confidences`; empty where it is not counted.
    private(set) var exits: [ExitTrade.Count] = []

    init(_ question: Question, samples: Int, keepsEvidence: Bool = false) {
        let classes = question.network.classes.count
        modes = question.modes
        correct = [Int](repeating: 0, count: modes.count)
        blockCorrect = [Int](repeating: 0, count: question.blockCount)
        confusion = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
        losses = [Double](repeating: .nan, count: samples)
        evidence = keepsEvidence ? [Float](repeating: .nan, count: samples * classes) : nil
    }

    /// - Parameters:
    ///   - losses: of the tile's samples, as `Shares.losses` finds them.
    ///   - exits: what they come to where they leave early, as `ExitTrade.counts` finds it.
    mutating func add(_ tile: TileAnswers, losses: [Double], exits: [ExitTrade.Count] = []) {
        if self.exits.isEmpty {
            self.exits = exits
        } else {
            for (place, count) in exits.enumerated() {
                self.exits[place].blocks += count.blocks
                self.exits[place].correct += count.correct
            }
        }
        self.losses.replaceSubrange(tile.first..<tile.first + losses.count, with: losses)
        if evidence != nil {
            let values = tile.evidence(modes[0]).values(as: Float.self)
            let first = tile.first * confusion.count
            evidence?.replaceSubrange(first..<first + values.count, with: values)
        }
        blocksUsed += tile.blocksUsed?.reduce(0, +) ?? 0
        for (place, mode) in modes.enumerated() {
            correct[place] += EvaluationCounts.correct(tile.evidence(mode), tile)
        }
        for (index, evidence) in tile.blocks.enumerated() {
            blockCorrect[index] += EvaluationCounts.correct(evidence, tile)
        }
        let answers = Matrix(.int32, rows: tile.labels.rows, columns: 1)
        tile.engine.strongestClass(of: tile.evidence(modes[0]), into: answers)
        let pairs = zip(tile.labels.values(as: Int32.self), answers.values(as: Int32.self))
        for ((truth, answer), loss) in zip(pairs, losses) where !loss.isNaN {
            confusion[Int(truth)][Int(answer)] += 1
        }
    }

    private static func correct(_ evidence: Matrix, _ tile: TileAnswers) -> Int {
        if tile.engine.isFinite(evidence) {
            return tile.engine.countCorrect(evidence, labels: tile.labels)
        }
        return (0..<evidence.rows).count { row in
            let rows = row..<row + 1
            return tile.engine.isFinite(evidence.rows(rows))
                && tile.engine.countCorrect(evidence.rows(rows), labels: tile.labels.rows(rows)) > 0
        }
    }
}
