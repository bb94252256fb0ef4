import OnwardData
import OnwardDataSets
import OnwardInference
import OnwardLearning
import OnwardNetworks
import OnwardRecipes
import OnwardTestSupport
import Testing

@Suite("What a trained network's answers stand on", .onOwnThread)
struct ExplainedTests {
    /// The shares of what decides that remain where the most and the least valued quarter of the pixels
    /// are replaced by the median.
    private func remaining(
        _ occlusion: Occlusion, of numbers: [Float], _ answerer: Answerer
    ) throws -> (most: Double, least: Double) {
        let order = numbers.indices.sorted { occlusion.decision[$0] > occlusion.decision[$1] }
        let median = numbers.sorted()[numbers.count / 2]
        func share(_ removed: ArraySlice<Int>) throws -> Double {
            var covered = numbers
            for place in removed { covered[place] = median }
            return try answerer.answer(to: covered).probabilities[occlusion.answer.label]
        }
        return (
            try share(order.prefix(numbers.count / 4)), try share(order.suffix(numbers.count / 4))
        )
    }

    @Test(
        "Without the pixels that it values most a network is less sure than without the others",
        arguments: [
            ("ff", "60,60"), ("intff", "(60,60)"), ("mf", "8C(3,3)P(2,2),40"),
            ("bp", "P(2,2),40"), ("mf", "A(8),40"),
        ])
    func findsWhatCounts(algorithm: String, network: String) throws {
        let digits = SyntheticDigits.load(trainCount: 1_500, testCount: 40)
        var recipe = try Recipe([
            "algorithm": algorithm, "network": network, "data": digits.name, "epochs": "4",
        ])
        try recipe.settle(for: digits)
        let made = try recipe.makeNetwork(for: digits)
        _ = try recipe.makeSession(made, on: digits).run(onEpoch: { _ in })
        let answerer = try Answerer(owning: made)
        var (most, least) = (0.0, 0.0)
        for row in 0..<10 {
            let sample = digits.test.selecting([Int32(row)]).numbers[0]
            let occlusion = try Occlusion(of: sample, by: answerer)
            #expect(occlusion.places == .pixels(height: 28, width: 28))
            #expect(occlusion.blocks.count == made.blocks.count)
            #expect(([occlusion.decision] + occlusion.blocks).allSatisfy { $0.count == 784 })
            let shares = try remaining(occlusion, of: sample, answerer)
            most += shares.most / 10
            least += shares.least / 10
        }
        #expect(most < 0.7 * least, "\(most), \(least)")
    }
}
