import OnwardCompute
import OnwardData

/// What a network says about one sample.
public struct Prediction: Sendable {
    /// Number of the class with most evidence, in the mode that was asked for.
    public let label: Int
    /// Per class, in the mode that was asked for.
    public let evidence: [Float]
    /// Per block and class.
    public let blockEvidence: [[Float]]
    /// Each block's own answer.
    public var votes: [Int] { blockEvidence.map(Prediction.strongest) }

    init(_ evidence: [Float], blockEvidence: [[Float]]) {
        self.evidence = evidence
        self.blockEvidence = blockEvidence
        label = Prediction.strongest(evidence)
    }

    private static func strongest(_ evidence: [Float]) -> Int {
        evidence.indices.reduce(0) { evidence[$1] > evidence[$0] ? $1 : $0 }
    }
}

extension Network {
    /// What the network says about each sample, in order.
    public func predict(
        _ samples: Samples, prediction: PredictionMode = .sum, engine: Engine = Engine()
    ) throws -> [Prediction] {
        try check(samples)
        var predictions: [Prediction] = []
        let examiner = Examiner(self, blocks: blocks.count, engine: engine)
        examiner.examine(samples) { _, blocks, sum, _ in
            for row in 0..<sum.rows {
                let deciding = prediction == .sum ? sum : blocks[blocks.count - 1]
                predictions.append(
                    Prediction(
                        deciding.rows(row..<row + 1).values(),
                        blockEvidence: blocks.map { $0.rows(row..<row + 1).values() }))
            }
        }
        return predictions
    }
}
