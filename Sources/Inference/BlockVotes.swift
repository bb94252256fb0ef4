import Foundation
import OnwardCompute
import OnwardData
import OnwardNetworks
import OnwardSettings

/// How often each block's evidence should count in the sum, as validation samples tell it.
///
///     loss = mean over samples of −log softmax(evidence)[label]        of each block by itself
///     weights = K · softmax(−loss)                                     over all K blocks
///
/// They sum up to the number of blocks: blocks that tell equally well count once each, as in the plain
/// sum.
package struct BlockVotes: Sendable {
    /// Per block; the logarithm is natural.
    package let losses: [Double]
    /// Per block; nil where no block's loss is a number.
    package let weights: [Double]?

    init(losses: [Double]) {
        self.losses = losses
        guard let least = losses.filter(\.isFinite).min() else {
            weights = nil
            return
        }
        let powers = losses.map { $0.isFinite ? exp(least - $0) : 0 }
        let total = powers.reduce(0, +)
        weights = powers.map { Double(losses.count) * $0 / total }
    }
}

extension Network {
    /// Weighs the blocks by what they say of validation samples; from now on their sum predicts with
    /// these weights.
    ///
    /// Samples run through the blocks once, as in an evaluation; what every block says of them is kept
    /// until their weights are known.
    ///
    /// - Parameter inquirer: who asks them.
    /// - Returns: the votes, and how well the sum with them tells the samples apart.
    package func weighVotes(
        on samples: Samples, threads: Int, precision: Precision = .float32,
        by inquirer: any Inquirer = OwnBlocks()
    ) throws -> (votes: BlockVotes, evaluation: Evaluation) {
        try check(samples)
        let question = Question(self, modes: [.sum], precision: precision)
        try question.validate()
        let said = blocks.map { _ in Matrix(rows: samples.count, columns: classes.count) }
        let labels = Matrix(.int32, rows: samples.count, columns: 1)
        try inquirer.ask(question, about: samples, threads: threads) { tile in
            let rows = tile.first..<tile.first + tile.labels.rows
            labels.rows(rows).copy(from: tile.labels)
            for (kept, evidence) in zip(said, tile.blocks) {
                kept.rows(rows).copy(from: evidence)
            }
        }
        let votes = BlockVotes(
            losses: said.map { evidence in
                Shares.losses(of: evidence, labels).reduce(0, +) / Double(max(samples.count, 1))
            })
        voteWeights = votes.weights
        let answers = TileAnswers(
            from: 0, labels: labels, said: said, by: Question(self, modes: [.sum]),
            engine: Engine(threads: threads))
        var counts = EvaluationCounts(question, samples: samples.count)
        counts.add(answers, losses: Shares.losses(of: answers.sum, labels))
        return (votes, Evaluation(counts, of: samples, question))
    }

    /// Bytes that weighing keeps of so many samples.
    package func votesByteCount(samples: Int) -> Int {
        (blocks.count + 1) * samples * classes.count * ElementType.float32.byteCount
    }
}
