import OnwardInference

/// An answer in JSON.
package struct AnswerLine: Encodable {
    let index: Int
    /// The sample's own file, where it has one.
    let file: String?
    let label: Int
    let name: String
    let evidence: [Float]
    let blockEvidence: [[Float]]
    let votes: [Int]
    /// Left out where samples do not leave early.
    let blocksUsed: Int?
    /// Per block and class; left out where the objective knows none.
    let positiveProbability: [[Double]]?

    enum CodingKeys: String, CodingKey {
        case index, file, label, name, evidence
        case blockEvidence = "block_evidence"
        case votes
        case blocksUsed = "blocks_used"
        case positiveProbability = "p_positive"
    }

    package init(_ answer: Answer, _ index: Int, file: String?) {
        self.index = index
        self.file = file
        label = answer.label
        name = answer.name
        evidence = answer.evidence
        blockEvidence = answer.blockEvidence
        votes = answer.votes.map(\.label)
        blocksUsed = answer.blocksUsed
        positiveProbability = answer.positiveProbability
    }
}
