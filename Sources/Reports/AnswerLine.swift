import Foundation
import OnwardInference

/// An answer in JSON. Evidence that is no number is null, and so is the class that it would tell.
package struct AnswerLine: Encodable {
    private let index: Int
    /// The sample's own file, where it has one.
    private let file: String?
    private let label: Int?
    private let name: String?
    /// The sample's class; left out where it is not known.
    private let truth: String?
    private let evidence: [Float]
    /// What softmax makes of evidence; null where that is no number.
    private let probabilities: [Double]
    private let blockEvidence: [[Float]]
    private let votes: [Int?]
    /// Left out where samples do not leave early.
    private let blocksUsed: Int?
    /// Per block and class; left out where the objective knows none.
    private let positiveProbability: [[Double]]?

    private enum Key: String, CodingKey {
        case index, file, label, name, truth, evidence, probabilities
        case blockEvidence = "block_evidence"
        case votes
        case blocksUsed = "blocks_used"
        case positiveProbability = "p_positive"
    }

    package init(_ answer: Answer, _ index: Int, file: String?, truth: String?) {
        self.index = index
        self.file = file
        label = answer.isFinite ? answer.label : nil
        name = answer.isFinite ? answer.name : nil
        self.truth = truth
        evidence = answer.evidence
        probabilities = answer.probabilities
        blockEvidence = answer.blockEvidence
        votes = zip(answer.votes, blockEvidence).map { vote, evidence in
            evidence.allSatisfy(\.isFinite) ? vote.label : nil
        }
        blocksUsed = answer.blocksUsed
        positiveProbability = answer.positiveProbability
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(index, forKey: .index)
        try values.encodeIfPresent(file, forKey: .file)
        try values.encode(label, forKey: .label)
        try values.encode(name, forKey: .name)
        try values.encodeIfPresent(truth, forKey: .truth)
        try values.encode(evidence, forKey: .evidence)
        try values.encode(probabilities, forKey: .probabilities)
        try values.encode(blockEvidence, forKey: .blockEvidence)
        try values.encode(votes, forKey: .votes)
        try values.encodeIfPresent(blocksUsed, forKey: .blocksUsed)
        try values.encodeIfPresent(positiveProbability, forKey: .positiveProbability)
    }
}
