/// What leaving at the first block that is so sure costs and saves, over all samples.
package struct ExitTrade: Sendable {
    package let confidence: Double
    /// That a sample is run through, on average.
    package let averageBlocks: Double
    /// In 0…1.
    package let accuracy: Double

    /// The confidences that are looked at.
    static let confidences = [0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999]

    /// What some samples come to at each of the confidences.
    struct Count {
        var blocks = 0
        var correct = 0
    }

    /// - Returns: empty where no sample would leave: there is one block, the reader decides, or samples
    ///   left already.
    static func counts(_ tile: TileAnswers, _ question: Question) -> [Count] {
        guard tile.blocks.count > 1, question.mode != .onePass else { return [] }
        let classes = question.network.classes.count
        let evidence = tile.blocks.map { $0.values(as: Float.self) }
        var counts = confidences.map { _ in Count() }
        for (row, label) in tile.labels.values(as: Int32.self).enumerated() {
            let blocks = evidence.map { Array($0[row * classes..<(row + 1) * classes]) }
            let path = ExitPath(blocks, votes: question.votes, mode: question.mode)
            for (place, confidence) in confidences.enumerated() {
                let exit = path.exit(at: confidence)
                counts[place].blocks += exit.blocks
                let isRight =
                    exit.evidence.allSatisfy(\.isFinite)
                    && Answer.strongest(exit.evidence[...]) == Int(label)
                if isRight { counts[place].correct += 1 }
            }
        }
        return counts
    }

    /// - Parameter counts: one for each confidence, or none.
    static func all(_ counts: [Count], samples: Int) -> [ExitTrade] {
        zip(confidences, counts).map { confidence, count in
            ExitTrade(
                confidence: confidence, averageBlocks: Double(count.blocks) / Double(samples),
                accuracy: Double(count.correct) / Double(samples))
        }
    }
}
