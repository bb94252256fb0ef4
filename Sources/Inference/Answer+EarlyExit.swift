extension Answer {
    /// Where the sample would have left at a confidence: the first block that is so sure decides.
    ///
    /// What is to be sure is the evidence that decides in the answer's mode, the sum over the blocks
    /// so far or the block's own. The last block decides where none is sure.
    ///
    /// - Returns: how many blocks the sample would have been run through, and what it would have been
    ///   told; nil where the reader decided, or the sample did leave early.
    public func exit(at confidence: Double) -> (blocks: Int, choice: Choice)? {
        let blockEvidence = blockEvidence
        guard network.mode != .onePass, !blockEvidence.isEmpty else { return nil }
        var sum = [Float](repeating: 0, count: network.classes.count)
        for (index, own) in blockEvidence.enumerated() {
            let votes = network.mode == .lastBlock ? 1 : network.votes[index]
            if network.mode == .lastBlock {
                sum = own
            } else if votes > 0 {
                for place in sum.indices { sum[place] += votes * own[place] }
            }
            let isLast = index == blockEvidence.count - 1
            if isLast || votes > 0 && Shares(of: sum).largest >= confidence {
                return (index + 1, vote(sum))
            }
        }
        return nil
    }
}
