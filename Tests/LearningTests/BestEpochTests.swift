import Foundation
import OnwardTestSupport
import Testing

@testable import OnwardLearning

@Suite("The epoch that is kept")
struct BestEpochTests {
    private func report(_ epoch: Int, _ accuracy: Double?, _ loss: Double?) -> EpochReport {
        EpochReport(
            epoch: epoch, step: epoch, samples: epoch, seconds: 1, samplesPerSecond: 1,
            learningRate: 1, loss: 1, blockLoss: [1], blockAccuracy: [1],
            validationAccuracy: accuracy, validationLoss: loss)
    }

    private func best(_ results: [(accuracy: Double?, loss: Double?)]) -> BestEpoch? {
        var best: BestEpoch?
        for (place, result) in results.enumerated() {
            best = BestEpoch(report(place + 1, result.accuracy, result.loss), after: best) ?? best
        }
        return best
    }

    @Test("The better accuracy comes first, then the lower loss, then the later epoch")
    func ranks() {
        #expect(best([(0.5, 0.1), (0.75, 0.9), (0.7, 0.2)])?.epoch == 2)
        let tied = best([(0.5, 0.1), (0.75, 0.9), (0.75, 0.3), (0.75, 0.4)])
        #expect(tied?.epoch == 3 && tied?.loss == 0.3 && tied?.accurateSince == 2)
        #expect(best([(0.75, 0.3), (0.75, 0.3), (0.5, 0.1)])?.epoch == 2)
        #expect(best([(0.75, 0.9), (0.8, 0.5), (0.8, 0.4)])?.accurateSince == 2)
        // A loss that is no number is the worst.
        #expect(best([(0.75, 0.3), (0.75, nil)])?.epoch == 1)
        #expect(best([(0.75, nil), (0.75, 90)])?.epoch == 2)
        #expect(best([(nil, nil)]) == nil)
    }

    @Test("A checkpoint of 0.1.0 kept the first epoch of an accuracy, without its loss")
    func readsFirstVersion() throws {
        let old = try JSONDecoder().decode(
            BestEpoch.self, from: Data(#"{"epoch": 4, "accuracy": 0.5}"#.utf8))
        #expect(old.epoch == 4 && old.accurateSince == 4 && old.loss == nil)
        #expect(BestEpoch(report(5, 0.5, 2), after: old)?.accurateSince == 4)
        let now = try #require(BestEpoch(report(5, 0.1 + 0.2, 1 / 3), after: nil))
        #expect(try JSONDecoder().decode(BestEpoch.self, from: JSONEncoder().encode(now)) == now)
    }
}
