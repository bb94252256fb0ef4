import OnwardCompute

extension AnsweringRoom {
    /// The heights of tiles in which a sample is computed, to the bit and at every place, as it is
    /// alone in the smallest; the least first, and none after one that is not so.
    ///
    /// - Parameter heights: to try, the least first.
    func equalHeights(_ heights: [Int]) -> [Int] {
        guard let least = heights.first else { return [] }
        let alone = (0..<AnsweringRoom.trials).map { computed([$0], height: least) }
        return Array(
            heights.prefix { height in
                let trials = (0..<height).map { $0 % alone.count }
                return zip(computed(trials, height: height), 0...).allSatisfy { found, index in
                    let expected = trials.flatMap { alone[$0][index] }
                    return found == expected
                }
            })
    }

    /// Different samples, so that no rounding hides another order of sums.
    private static var trials: Int { 7 }

    /// The bits of what blocks put out for some of the trials, and of the evidence, matrix by matrix.
    private func computed(_ trials: [Int], height: Int) -> [[UInt32]] {
        let random = RandomSource(seed: 1, for: .synthesis)
        var found: [[UInt32]] = []
        func take(_ matrix: Matrix) {
            let values = matrix.rows(0..<matrix.rows / height * trials.count).float32Values()
            found.append(values.map { $0.isNaN ? .max : $0.bitPattern })
        }
        let answers = ask(
            Tile(samples: 0..<trials.count, height: height), heights: [height],
            leavesEarly: false, observe: take
        ) { samples, labels in
            for (row, trial) in trials.enumerated() {
                samples.rows(row..<row + 1).assign(
                    (0..<samples.columns).map { random[trial].uniform(at: $0) })
            }
            labels.clear()
        }
        for evidence in answers.blocks + [answers.sum] + (answers.reader.map { [$0] } ?? []) {
            found.append(evidence.values(as: Float.self).map { $0.isNaN ? .max : $0.bitPattern })
        }
        return found
    }
}
