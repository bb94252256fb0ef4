import Foundation
import OnwardCompute
import OnwardData
import OnwardInference
import OnwardLearning
import OnwardNetworks
import OnwardObjectives
import OnwardOptimizers
import OnwardSettings
import Testing

@Suite("Samples that leave early")
struct EarlyExitTests {
    private let samples = toySamples(403, seed: 3)

    private func trained(_ network: Network) throws -> Network {
        let trainer = Trainer(optimizer: Adam(learningRate: 0.01), batchSize: 7)
        try trainer.fit(network, on: toySamples(33), epochs: 3)
        return network
    }

    /// Mono-Forward, and Forward-Forward whose first block has no say.
    private func networks() throws -> [Network] {
        [
            try trained(toyNetwork([9, 12, 5])),
            try trained(contrastNetwork([[9], [12, 7], [5]], contrast(.mean))),
        ]
    }

    /// The first block that is sure enough, from every block's evidence.
    private func expected(
        _ prediction: Answer, _ network: Network, _ mode: PredictionMode, _ confidence: Double
    ) -> (evidence: [Float], blocks: Int) {
        var sum = [Float](repeating: 0, count: 3)
        for (index, own) in prediction.blockEvidence.enumerated() {
            let hasSay = network.objective.hasSay(block: index, of: 3)
            if hasSay { sum = zip(sum, own).map { $0 + $1 } }
            let deciding = mode == .sum ? sum : own
            let top = Double(deciding.max() ?? 0)
            let share = 1 / deciding.reduce(0) { $0 + exp(Double($1) - top) }
            let isSure = share >= confidence && (mode != .sum || hasSay)
            if isSure || index == 2 { return (deciding, index + 1) }
        }
        return (sum, 3)
    }

    @Test(
        "The first block that is sure decides", arguments: [PredictionMode.sum, .lastBlock],
        [Precision.float32, .bfloat16Emulated])
    func firstSureBlockDecides(mode: PredictionMode, precision: Precision) throws {
        for network in try networks() {
            let whole = try network.answers(to: samples, precision: precision)
            for confidence in [0.4, 0.6, 0.9] {
                let early = try network.answers(
                    to: samples, prediction: mode, earlyExit: confidence, precision: precision)
                #expect(early.count == whole.count)
                for (one, all) in pairs(early, whole) {
                    let wanted = expected(all, network, mode, confidence)
                    #expect(one.blocksUsed == wanted.blocks)
                    for (got, evidence) in pairs(one.evidence, wanted.evidence) {
                        #expect(abs(got - evidence) <= 1e-4 * max(1, abs(evidence)))
                    }
                }
                let evaluation = try network.evaluate(
                    on: samples, prediction: mode, earlyExit: confidence, precision: precision)
                let labels = samples.allLabels.map(Int.init)
                let right = zip(early, labels).count { $0.label == $1 }
                #expect(evaluation.accuracy == Double(right) / 403)
                let used = early.reduce(0) { $0 + ($1.blocksUsed ?? 0) }
                #expect(evaluation.averageBlocks == Double(used) / 403)
            }
        }
    }

    @Test("Some leave at every block, so the test above moves samples together")
    func leavesAtEveryBlock() throws {
        let used = try networks()[0].answers(to: samples, earlyExit: 0.6).compactMap(\.blocksUsed)
        #expect(Set(used) == [1, 2, 3])
    }

    @Test("A confidence that cannot be reached, or a reader's answer, is refused")
    func refuses() throws {
        let network = try trained(toyNetwork([9, 7]))
        for confidence in [0, -1, 1.5, .nan] {
            #expect(throws: SettingsError.self) {
                try network.evaluate(on: samples, earlyExit: confidence)
            }
        }
        try network.attachReader()
        #expect(throws: SettingsError.self) {
            try network.answers(to: samples, prediction: .onePass, earlyExit: 0.9)
        }
    }
}
