import OnwardCompute
import OnwardData
import OnwardObjectives

/// What a network says about one sample.
public struct Prediction: Sendable {
    /// Number of the class with most evidence, in the mode that was asked for.
    public let label: Int
    /// Per class, in the mode that was asked for.
    public let evidence: [Float]
    /// Per block and class; empty where only the reader was asked.
    public let blockEvidence: [[Float]]
    /// Per block and class, how likely the sample is a true one with that class's label,
    /// σ(goodness − threshold); nil where the objective knows no such thing.
    public let positiveProbability: [[Double]]?
    /// Each block's own answer.
    public var votes: [Int] { blockEvidence.map(Prediction.strongest) }

    init(_ evidence: [Float], blockEvidence: [[Float]], of network: Network) {
        self.evidence = evidence
        self.blockEvidence = blockEvidence
        label = Prediction.strongest(evidence)
        let probabilities = zip(network.blocks, blockEvidence).map { block, evidence in
            evidence.compactMap {
                network.objective.positiveProbability(
                    evidence: Double($0), width: block.plan.output.count)
            }
        }
        positiveProbability =
            probabilities.contains { $0.isEmpty } || probabilities.isEmpty ? nil : probabilities
    }

    private static func strongest(_ evidence: [Float]) -> Int {
        evidence.indices.reduce(0) { evidence[$1] > evidence[$0] ? $1 : $0 }
    }
}

extension Network {
    /// What the network says about each sample, in order.
    ///
    /// - Parameter prediction: nil for the network's usual mode. One pass runs no block with a
    ///   label.
    public func predict(
        _ samples: Samples, prediction: PredictionMode? = nil, engine: Engine = Engine()
    ) throws -> [Prediction] {
        try check(samples)
        let mode = try requiredMode(prediction)
        var predictions: [Prediction] = []
        let examiner = Examiner(self, blocks: blocks.count, modes: [mode], engine: engine)
        examiner.examine(samples) { examination in
            let deciding = examination.evidence(mode)
            for row in 0..<deciding.rows {
                predictions.append(
                    Prediction(
                        deciding.rows(row..<row + 1).values(),
                        blockEvidence: examination.blocks.map {
                            $0.rows(row..<row + 1).values()
                        }, of: self))
            }
        }
        return predictions
    }
}
