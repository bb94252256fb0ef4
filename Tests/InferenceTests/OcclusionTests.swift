import Foundation
import OnwardCompute
import OnwardTestSupport
import Testing

@testable import OnwardInference

@Suite("What an answer stands on")
struct OcclusionTests {
    @Test("Whatever its layers are, a network can be explained", arguments: AskedNetworks.allCases)
    func explains(asked: AskedNetworks) throws {
        let answerer = try Answerer(owning: try asked.network())
        let occlusion = try Occlusion(of: asked.samples(1)[0], by: answerer)
        #expect(
            occlusion.decision.allSatisfy(\.isFinite) && occlusion.decision.contains { $0 != 0 })
    }

    @Test("Of a sample without positions every number is worth what leaving it out costs")
    func valuesNumbers() throws {
        let network = try AskedNetworks.dense.network()
        let answerer = try Answerer(owning: network)
        var sample = AskedNetworks.dense.samples(1)[0]
        sample[4] = 0
        let occlusion = try Occlusion(of: sample, by: answerer)
        #expect(occlusion.places == .parts((1...37).map { "\($0)" }))
        // What is 0 already cannot be left out.
        #expect(occlusion.decision[4] == 0)
        var without = sample
        without[7] = 0
        func odds(_ numbers: [Float]) throws -> Double {
            let share = try answerer.answer(to: numbers).probabilities[occlusion.answer.label]
            return log(share / (1 - share))
        }
        #expect(abs(try odds(sample) - odds(without) - occlusion.decision[7]) < 1e-4)
    }

    @Test("Log odds are those of softmax, also where a share is 1")
    func logOdds() {
        let evidence: [Float] = [1, -2, 0.5, 3]
        for label in evidence.indices {
            let share = Shares(of: evidence).values[label]
            #expect(
                abs(Shares.logOdds(of: evidence, label) - log(share / (1 - share))) < 1e-9)
        }
        #expect(Shares.logOdds(of: [900, 0, 0], 0).rounded() == 899)
    }

    @Test("Every pixel is covered as often as any other, by the median of its channel")
    func coversEvenly() throws {
        let shape = Shape(2, 12, 13)
        let numbers = (0..<shape.count).map { Float($0 < 156 ? 3 : 7) + ($0 == 5 ? 1 : 0) }
        let cover = Cover(image: numbers, shape)
        var hidden = [Int](repeating: 0, count: 156)
        for piece in cover.pieces {
            for place in piece.places.joined() { hidden[place] += 1 }
            let covered = cover.covered(numbers, by: piece)
            for place in piece.places.joined() {
                #expect(covered[place] == 3 && covered[156 + place] == 7)
            }
            #expect(piece.numbers.joined().count == 2 * piece.places.joined().count)
        }
        // Squares of 2 × 2 at every place.
        #expect(hidden.allSatisfy { $0 == 4 })
    }

    @Test("Goodness is what blocks put out, squared")
    func tellsGoodness() throws {
        let network = try AskedNetworks.labelled.network()
        let answer = try Answerer(owning: network).answer(to: AskedNetworks.labelled.samples(1)[0])
        let goodness = try #require(answer.goodness)
        for (block, evidence) in zip(goodness, answer.blockEvidence) {
            #expect(block == evidence.map(Double.init))
        }
        let plain = try AskedNetworks.dense.network()
        #expect(
            try Answerer(owning: plain).answer(to: AskedNetworks.dense.samples(1)[0]).goodness
                == nil)
    }
}
