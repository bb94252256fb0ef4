import OnwardInference

/// An explanation in JSON.
package struct ExplanationLine: Encodable {
    private let sample: String
    private let truth: String?
    private let name: String
    private let probability: Double
    private let votes: [Vote]
    /// Per block and class.
    private let blockEvidence: [[Float]]
    /// The same; left out where blocks do not learn by goodness.
    private let goodness: [[Double]]?
    private let occlusion: Maps

    private struct Vote: Encodable {
        let name: String
        let probability: Double
    }

    private struct Maps: Encodable {
        /// Height and width of maps; left out where they are of parts.
        let pixels: [Int]?
        let parts: [String]?
        let decision: [Double]
        let blocks: [[Double]]
    }

    private enum CodingKeys: String, CodingKey {
        case sample, truth, name, probability, votes
        case blockEvidence = "block_evidence"
        case goodness, occlusion
    }

    /// - Parameter truth: the sample's class, where it is known.
    package init(_ occlusion: Occlusion, sample: String, truth: String?) {
        let answer = occlusion.answer
        self.sample = sample
        self.truth = truth
        name = answer.name
        probability = answer.probabilities[answer.label]
        votes = answer.votes.map { Vote(name: $0.name, probability: $0.probability) }
        blockEvidence = answer.blockEvidence
        goodness = answer.goodness
        switch occlusion.places {
        case .pixels(let height, let width):
            self.occlusion = Maps(
                pixels: [height, width], parts: nil, decision: occlusion.decision,
                blocks: occlusion.blocks)
        case .parts(let names):
            self.occlusion = Maps(
                pixels: nil, parts: names, decision: occlusion.decision, blocks: occlusion.blocks)
        }
    }
}
