import OnwardCompute

/// What is counted of a network's answers to labelled samples.
struct EvaluationCounts {
    private let modes: [PredictionMode]
    /// Right answers in each mode.
    private(set) var correct: [Int]
    /// Right answers of each block.
    private(set) var blockCorrect: [Int]
    /// Per true class, how often each class was answered in the first mode.
    private(set) var confusion: [[Int]]
    /// Blocks that samples were run through, where they left early.
    private(set) var blocksUsed = 0

    init(_ question: Question) {
        let classes = question.network.classes.count
        modes = question.modes
        correct = [Int](repeating: 0, count: modes.count)
        blockCorrect = [Int](repeating: 0, count: question.blockCount)
        confusion = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
    }

    mutating func add(_ tile: TileAnswers) {
        blocksUsed += tile.blocksUsed?.reduce(0, +) ?? 0
        for (place, mode) in modes.enumerated() {
            correct[place] += tile.engine.countCorrect(tile.evidence(mode), labels: tile.labels)
        }
        for (index, evidence) in tile.blocks.enumerated() {
            blockCorrect[index] += tile.engine.countCorrect(evidence, labels: tile.labels)
        }
        let answers = Matrix(.int32, rows: tile.labels.rows, columns: 1)
        tile.engine.strongestClass(of: tile.evidence(modes[0]), into: answers)
        for (truth, answer) in zip(
            tile.labels.values(as: Int32.self), answers.values(as: Int32.self))
        {
            confusion[Int(truth)][Int(answer)] += 1
        }
    }
}
