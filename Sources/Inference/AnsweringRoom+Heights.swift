import OnwardCompute

extension AnsweringRoom {
    /// The heights of tiles in which a sample is computed, to the bit and at every place, as it is
    /// alone in the smallest; the least first, and none after one that is not so.
    ///
    /// - Parameter heights: to try, the least first.
    func equalHeights(_ heights: [Int]) -> [Int] {
        guard let least = heights.first else { return [] }
        let alone = (0..<AnsweringRoom.trials).flatMap { computed([$0], height: least) }
        return Array(
            heights.prefix { height in
                let trials = (0..<height).map { $0 % alone.count }
                return computed(trials, height: height) == trials.map { alone[$0] }
            })
    }

    /// Whether samples get the same bits here as in another room, at every place of a tile, and sooner: the
    /// least time of a few tiles counts.
    func equalsSooner(_ other: AnsweringRoom, height: Int) -> Bool {
        let clock = ContinuousClock()
        var (own, theirs) = (Duration.seconds(Int64.max), Duration.seconds(Int64.max))
        for first in 0..<AnsweringRoom.trials {
            let trials = (0..<height).map { (first + $0) % AnsweringRoom.trials }
            var (here, there) = ([Int](), [Int]())
            own = min(own, clock.measure { here = computed(trials, height: height) })
            theirs = min(theirs, clock.measure { there = other.computed(trials, height: height) })
            guard here == there else { return false }
        }
        return own < theirs
    }

    /// Different samples, so that no rounding hides another order of sums.
    private static var trials: Int { 7 }

    /// For each of some trials a hash of the bits of what blocks put out for it, and of its evidence.
    ///
    /// The bits themselves would take memory for each block, where an answer takes none.
    private func computed(_ trials: [Int], height: Int) -> [Int] {
        var hashers = [Hasher](repeating: Hasher(), count: trials.count)
        func take(_ matrix: Matrix, samples: Int) {
            let each = matrix.rows / samples
            for place in trials.indices {
                for value in matrix.rows(place * each..<(place + 1) * each).float32Values() {
                    hashers[place].combine(value.isNaN ? .max : value.bitPattern)
                }
            }
        }
        let answers = answers(
            to: trials, Tile(samples: 0..<trials.count, height: height),
            observe: { take($0, samples: height) })
        for evidence in answers.blocks + [answers.sum] + (answers.reader.map { [$0] } ?? []) {
            take(evidence, samples: trials.count)
        }
        return hashers.map { $0.finalize() }
    }

    /// What is said of samples that are drawn by their numbers; or, where blocks below are elsewhere, of
    /// outputs of theirs that are drawn so.
    private func answers(
        to trials: [Int], _ tile: Tile, observe: (_ output: Matrix) -> Void
    ) -> TileAnswers {
        let random = RandomSource(seed: 1, for: .synthesis)
        func draw(_ trial: Int, into rows: Matrix) {
            rows.assign((0..<rows.count).map { random[trial].uniform(at: $0) })
        }
        guard blocks.lowerBound > 0 else {
            return ask(tile, heights: [tile.height], leavesEarly: false, observe: observe) {
                samples, labels in
                for (row, trial) in trials.enumerated() {
                    draw(trial, into: samples.rows(row..<row + 1))
                }
                labels.clear()
            }
        }
        let (each, width) = (
            question.copies, question.network.blocks[blocks.lowerBound].plan.input.count
        )
        let drawn = Matrix(rows: tile.height * each, columns: width)
        for (row, trial) in trials.enumerated() {
            draw(trial, into: drawn.rows(row * each..<(row + 1) * each))
        }
        let input = Matrix(question.signal, rows: drawn.rows, columns: width)
        engine.convert(drawn, into: input)
        return ask(tile, from: input, spoiled: [], observe: observe)
    }
}
