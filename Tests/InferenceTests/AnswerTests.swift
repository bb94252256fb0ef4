import OnwardCompute
import OnwardNetworks
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardInference

@Suite("An answer")
struct AnswerTests {
    @Test("Its probabilities sum to 1 and rank the classes as the evidence does")
    func probabilities() throws {
        for kind in AskedNetworks.allCases {
            for answer in try Answerer(owning: kind.network()).answers(to: kind.samples(9)) {
                #expect(abs(answer.probabilities.reduce(0, +) - 1) < 1e-9)
                let best = answer.best(9)
                #expect(best.count == 5 && best[0].label == answer.label)
                #expect(best[0].name == answer.name)
                #expect(best.map(\.probability) == answer.probabilities.sorted(by: >))
                #expect(answer.best(2) == Array(best.prefix(2)))
                #expect(answer.best(0).isEmpty && answer.best(-1).isEmpty)
                #expect(answer.votes.count == answer.blockEvidence.count)
                for (vote, evidence) in zip(answer.votes, answer.blockEvidence) {
                    #expect(evidence[vote.label] == evidence.max())
                    #expect(vote.probability == Shares(of: evidence).largest)
                }
            }
        }
    }

    @Test("Only where samples were shown with labels it says how likely each label is true")
    func positive() throws {
        let labelled = try Answerer(owning: AskedNetworks.labelled.network())
        let sample = AskedNetworks.labelled.samples(1)[0]
        let probability = try #require(try labelled.answer(to: sample).positiveProbability)
        #expect(probability.count == 2 && probability.allSatisfy { $0.count == 5 })
        #expect(probability.joined().allSatisfy { (0...1).contains($0) })
        let plain = try Answerer(owning: AskedNetworks.dense.network())
        #expect(try plain.answer(to: sample).positiveProbability == nil)
    }

    @Test(
        "Whoever leaves early is told what the complete answer says of that confidence",
        arguments: [AskedNetworks.dense, .labelled, .images], [PredictionMode.sum, .lastBlock])
    func earlyExit(kind: AskedNetworks, mode: PredictionMode) throws {
        let network = try kind.network()
        let samples = kind.samples(90)
        let answers = try Answerer(snapshotOf: network, prediction: mode).answers(to: samples)
        for confidence in [0.01, 0.25, 0.3, 0.5, 1] {
            let early = try Answerer(
                snapshotOf: network, prediction: mode, earlyExit: confidence
            ).answers(to: samples)
            for (early, complete) in zip(early, answers) {
                let exit = try #require(complete.exit(at: confidence))
                #expect(early.blocksUsed == exit.blocks)
                #expect(early.label == exit.choice.label)
                #expect(early.probabilities[early.label] == exit.choice.probability)
                #expect(early.exit(at: confidence) == nil)
            }
        }
    }

    @Test("A network in training goes on learning without changing the answers of a snapshot")
    func snapshot() throws {
        let network = try AskedNetworks.normalizedImages.network()
        let samples = AskedNetworks.normalizedImages.samples(5)
        let answerer = try Answerer(snapshotOf: network)
        let before = try answerer.answers(to: samples).map(\.evidence)
        #expect(try Answerer(owning: network).answers(to: samples).map(\.evidence) == before)
        for index in network.blocks.indices {
            try network.damage(index, .zero, share: 0.5, seed: 1)
        }
        #expect(try answerer.answers(to: samples).map(\.evidence) == before)
        #expect(try Answerer(snapshotOf: network).answers(to: samples).map(\.evidence) != before)
    }

    @Test("A network that never saw a label, and has no reader, is refused")
    func refused() throws {
        let network = try unlabelledNetwork()
        #expect(throws: SettingsError.self) { try Answerer(snapshotOf: network) }
        try network.attachReader()
        #expect(try Answerer(snapshotOf: network).mode == .onePass)
        #expect(throws: SettingsError.self) {
            try Answerer(snapshotOf: network, prediction: .sum)
        }
        #expect(throws: SettingsError.self) { try Answerer(snapshotOf: network, earlyExit: 0.5) }
        #expect(throws: SettingsError.self) { try Answerer(snapshotOf: network, threads: 0) }
    }

    @Test("Its memory is known, and grows with the threads that may ask at once")
    func memory() throws {
        let network = try AskedNetworks.dense.network()
        let sizes = try [1, 2, 3].map { try Answerer(snapshotOf: network, threads: $0).byteCount }
        #expect(sizes[1] - sizes[0] == sizes[2] - sizes[1] && sizes[1] > sizes[0])
        #expect(sizes[0] > 4 * network.parameterCount)
    }
}
