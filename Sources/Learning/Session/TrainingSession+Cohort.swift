import OnwardNetworks

/// What sessions that train together tell each other: so each knows of all blocks what they have come to.
extension TrainingSession {
    /// What one of them knows.
    private struct Known: Codable {
        let firstBlock: Int
        /// Per block that it runs.
        let steps: [Int]
        let sums: [TrainingProgress.BlockSums]
        let shard: Int
        let outputs: LastOutputs?
        let alignment: [Double]?
    }

    /// Takes over what the others have done of the round under way.
    ///
    /// - Returns: what was found of the last batch, of all blocks: where a batch has several shards, on its
    ///   last one.
    func shareRound(
        _ outputs: LastOutputs?, _ alignment: [Double]?
    ) throws -> (outputs: LastOutputs?, alignment: [Double]?) {
        guard place.cohort.count > 1 else { return (outputs, alignment) }
        let all = try place.cohort.share(
            Known(
                firstBlock: ownBlocks.lowerBound, steps: network.blocks[ownBlocks].map(\.step),
                sums: Array(progress.blocks[ownBlocks]), shard: place.shard.index,
                outputs: outputs, alignment: alignment))
        progress.blocks = .init(repeating: .init(), count: progress.blocks.count)
        for known in all {
            for (place, sums) in known.sums.enumerated() {
                network.blocks[known.firstBlock + place].step = known.steps[place]
                progress.blocks[known.firstBlock + place].add(sums)
            }
        }
        let last = all.filter { $0.shard == place.shard.count - 1 }
            .sorted { $0.firstBlock < $1.firstBlock }
        let found = last.compactMap(\.outputs)
        return (
            found.first.map {
                LastOutputs(
                    rows: $0.rows, first: 0, deadUnits: found.flatMap(\.deadUnits),
                    effectiveRank: found.flatMap(\.effectiveRank), labelEffect: $0.labelEffect)
            },
            last.contains { $0.alignment != nil } ? last.flatMap { $0.alignment ?? [] } : nil
        )
    }

    /// Where the training stands, with what all sessions have done of the round under way.
    package func sharedProgress() throws -> TrainingProgress {
        guard place.cohort.count > 1 else { return progress }
        let own = progress.blocks
        defer { progress.blocks = own }
        _ = try shareRound(nil, nil)
        return progress
    }
}

extension TrainingProgress.BlockSums {
    mutating func add(_ other: Self) {
        loss += other.loss
        correct += other.correct
        samples += other.samples
        rightPairs = rightPairs.flatMap { own in other.rightPairs.map { own + $0 } }
        pairs = pairs.flatMap { own in other.pairs.map { own + $0 } }
    }
}
