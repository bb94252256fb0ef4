import OnwardCompute
import OnwardData
import OnwardNetworks
import OnwardObjectives

/// What a network says about one sample.
package struct Prediction: Sendable {
    /// Number of the class with most evidence, in the mode that was asked for.
    package let label: Int
    /// Per class, in the mode that was asked for.
    package let evidence: [Float]
    /// Per block and class: of all blocks, or of the last one alone where that decides; empty where
    /// only the reader was asked, or samples leave early.
    package let blockEvidence: [[Float]]
    /// Blocks that the sample was run through before one was sure; nil where samples do not leave
    /// early.
    package let blocksUsed: Int?
    /// Per block and class, how likely the sample is a true one with that class's label,
    /// σ(goodness − threshold); nil where the objective knows no such thing.
    package let positiveProbability: [[Double]]?
    /// The own answer of each block in `blockEvidence`.
    package var votes: [Int] { blockEvidence.map(Prediction.strongest) }

    init(
        _ evidence: [Float], blockEvidence: [[Float]], blocksUsed: Int?, of network: Network
    ) {
        self.evidence = evidence
        self.blocksUsed = blocksUsed
        self.blockEvidence = blockEvidence
        label = Prediction.strongest(evidence)
        let probabilities = zip(network.blocks.suffix(blockEvidence.count), blockEvidence).map {
            block, evidence in
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
    /// What the network says about each sample, in order; a `Predictor` that is used once.
    package func predict(
        _ samples: Samples, prediction: PredictionMode? = nil, earlyExit: Double? = nil,
        engine: Engine = Engine()
    ) throws -> [Prediction] {
        try Predictor(self, prediction: prediction, earlyExit: earlyExit, engine: engine)
            .predict(samples)
    }
}
