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
        let exit = ExitPath(blockEvidence, votes: network.votes, mode: network.mode)
            .exit(at: confidence)
        return (exit.blocks, vote(exit.evidence))
    }
}
