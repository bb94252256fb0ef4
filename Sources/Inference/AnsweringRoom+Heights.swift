import OnwardCompute

extension AnsweringRoom {
    /// The heights of tiles in which a sample's evidence is, to the bit and at every place, what it is
    /// at the first place of the smallest; the least first, and none after one that is not so.
    ///
    /// - Parameter heights: to try, the least first.
    func equalHeights(_ heights: [Int]) -> [Int] {
        guard let least = heights.first else { return [] }
        let alone = evidence(ofCopies: 1, height: least)
        return Array(
            heights.prefix { height in
                let copies = evidence(ofCopies: height, height: height)
                return zip(copies, alone).allSatisfy { copies, alone in
                    alone.count * height == copies.count
                        && copies.indices.allSatisfy { copies[$0] == alone[$0 % alone.count] }
                }
            })
    }

    /// The bits of what is found out about the same sample at the first places of a tile, one list
    /// after the other.
    private func evidence(ofCopies count: Int, height: Int) -> [[UInt32]] {
        let random = RandomSource(seed: 1, for: .synthesis)
        let answers = ask(
            Tile(samples: 0..<count, height: height), heights: [height], leavesEarly: false
        ) {
            samples, labels in
            let sample = (0..<samples.columns).map { random.uniform(at: $0) }
            for row in 0..<count { samples.rows(row..<row + 1).assign(sample) }
            labels.clear()
        }
        let found = answers.blocks + [answers.sum] + (answers.reader.map { [$0] } ?? [])
        return found.map { $0.values(as: Float.self).map { $0.isNaN ? .max : $0.bitPattern } }
    }
}
