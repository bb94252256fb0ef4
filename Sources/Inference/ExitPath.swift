/// What would decide over a sample after each of its blocks, were it to leave there.
struct ExitPath {
    /// Per block, from the bottom: the evidence that decides so far, how sure it is of its strongest
    /// class, and whether a sample may leave on it.
    private let stops: [(evidence: [Float], sureness: Double, isOpen: Bool)]

    /// - Parameters:
    ///   - blocks: each block's own evidence per class, at least one.
    ///   - votes: how often each counts in the sum.
    init(_ blocks: [[Float]], votes: [Float], mode: PredictionMode) {
        var sum = [Float](repeating: 0, count: blocks[0].count)
        stops = blocks.enumerated().map { index, own in
            let votes = mode == .lastBlock ? 1 : votes[index]
            if mode == .lastBlock {
                sum = own
            } else if votes > 0 {
                for place in sum.indices { sum[place] += votes * own[place] }
            }
            return (sum, Shares(of: sum).largest, votes > 0)
        }
    }

    /// The first block that is so sure decides, or else the last.
    ///
    /// - Returns: how many blocks the sample is run through, and the evidence that it leaves with.
    func exit(at confidence: Double) -> (blocks: Int, evidence: [Float]) {
        let last = stops.count - 1
        let place = stops.firstIndex { $0.isOpen && $0.sureness >= confidence } ?? last
        return (place + 1, stops[place].evidence)
    }
}
