import Foundation
import OnwardCompute
import OnwardData
import OnwardNetworks
import OnwardTestSupport
import Testing

@testable import OnwardInference

@Suite("Votes by validation loss")
struct BlockVotesTests {
    private func samples(_ count: Int, of kind: AskedNetworks) -> Samples {
        Samples(
            dense: Matrix(kind.samples(count).flatMap { $0 }, columns: kind.inputShape.count),
            scale: 1, labels: Matrix((0..<count).map { Int32($0 * 7 % 5) }, columns: 1),
            shape: kind.inputShape)
    }

    @Test("Weights are the blocks' number times softmax of their negative losses")
    func weighs() throws {
        // exp(−loss) is 1/2, 1/4 and 1/4: shares of 1/2, 1/4 and 1/4, times three.
        let votes = try #require(BlockVotes(losses: [log(2), log(4), log(4)]).weights)
        for (vote, expected) in zip(votes, [1.5, 0.75, 0.75]) {
            #expect(abs(vote - expected) < 1e-12)
        }
        #expect(BlockVotes(losses: [0.7, 0.7, 0.7, 0.7]).weights == [1, 1, 1, 1])
        // Losses of goodness are large; those that softmax sees nothing of count for nothing.
        #expect(BlockVotes(losses: [5000, 3000]).weights == [0, 2])
    }

    @Test("A block whose loss is no number counts for nothing, and where none is the rule holds")
    func passesOverNoNumbers() {
        #expect(BlockVotes(losses: [.nan, 1, .infinity]).weights == [0, 3, 0])
        #expect(BlockVotes(losses: [.nan, .infinity]).weights == nil)
    }

    @Test(
        "Losses are those of every block's evidence, and the accuracy that of an evaluation",
        arguments: [AskedNetworks.dense, .labelled, .images])
    func losses(kind: AskedNetworks) throws {
        let (network, samples) = (try kind.network(), samples(83, of: kind))
        let answers = try network.answers(to: samples)
        let (votes, evaluation) = try network.weighVotes(on: samples, threads: 2)
        for (block, loss) in votes.losses.enumerated() {
            let sum = zip(answers, samples.allLabels).reduce(0) { sum, pair in
                let evidence = pair.0.blockEvidence[block].map(Double.init)
                let top = evidence.max() ?? 0
                return sum - evidence[Int(pair.1)] + top
                    + log(evidence.reduce(0) { $0 + exp($1 - top) })
            }
            #expect(abs(loss - sum / 83) < 1e-9 * max(1, loss))
        }
        #expect(network.voteWeights == votes.weights && votes.weights != nil)
        let again = try network.evaluate(on: samples)
        #expect(again.accuracy == evaluation.accuracy)
        #expect(again.blockAccuracy == evaluation.blockAccuracy)
        #expect(again.confusion == evaluation.confusion)
    }

    @Test("What decides is the weighed sum, also where samples leave early", arguments: [1, 2])
    func decides(threads: Int) throws {
        let network = try AskedNetworks.dense.network()
        let samples = samples(83, of: .dense)
        network.voteWeights = [0.25, 1.75]
        for answer in try network.answers(to: samples, threads: threads) {
            for (place, evidence) in answer.evidence.enumerated() {
                let (low, high) = (answer.blockEvidence[0][place], answer.blockEvidence[1][place])
                #expect(abs(evidence - (0.25 * low + 1.75 * high)) < 1e-5)
            }
        }
        let whole = try network.answers(to: samples)
        let early = try network.answers(to: samples, earlyExit: 0.3)
        #expect(Set(early.map(\.blocksUsed)) == [1, 2])
        for (one, all) in zip(early, whole) {
            #expect(one.blocksUsed == all.exit(at: 0.3)?.blocks)
            #expect(one.label == all.exit(at: 0.3)?.choice.label)
        }
    }

    @Test("Weights of 1 give the plain sum to the bit")
    func plainSum() throws {
        let (network, samples) = (try AskedNetworks.dense.network(), samples(83, of: .dense))
        let plain = try network.answers(to: samples).map(\.evidence)
        network.voteWeights = [1, 1]
        #expect(try network.answers(to: samples).map(\.evidence) == plain)
        network.voteWeights = [2, 0]
        #expect(try network.answers(to: samples).map(\.evidence) != plain)
    }

    @Test("A snapshot votes as its network does")
    func snapshots() throws {
        let (network, samples) = (try AskedNetworks.dense.network(), samples(9, of: .dense))
        network.voteWeights = [0.5, 1.5]
        let answers = try Answerer(snapshotOf: network).answers(to: samples)
        #expect(try answers.map(\.evidence) == network.answers(to: samples).map(\.evidence))
    }
}
