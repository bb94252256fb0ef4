import OnwardCompute
import OnwardData
import OnwardNetworks
import OnwardObjectives
import OnwardSettings
import Testing

@testable import OnwardInference
@testable import OnwardLearning

@Suite("Samples counted by their class")
struct ClassWeightsTests {
    /// So many of each class of the toy samples.
    private func samples(_ counts: [Int]) -> Samples {
        let whole = toySamples(600)
        let rows: [Int32] = counts.enumerated().flatMap { label, count in
            (0..<count).map { Int32(3 * $0 + label) }
        }
        return whole.selecting(rows)
    }

    private func trained(
        _ network: Network, _ weights: ClassWeights, on samples: Samples,
        _ schedule: any Schedule = Simultaneous()
    ) throws -> [EpochReport] {
        var trainer = ToyTraining.trainer(schedule)
        trainer.classWeights = weights
        var reports: [EpochReport] = []
        try trainer.fit(network, on: samples, epochs: 3) { reports.append($0) }
        return reports
    }

    @Test("Balanced weights make classes count alike, and all samples as much as they are")
    func balances() {
        let weights = ClassWeights.balanced.of(samples([10, 40, 0]), classes: 3)
        #expect(weights == [2.5, 0.625, 0])
        #expect(ClassWeights.none.of(samples([10, 40, 0]), classes: 3) == nil)
    }

    @Test("Of classes that are as many each, they change no bit; of others they do")
    func changesNothingWhereEven() throws {
        for objective in [CrossEntropy(), contrast(.mean)] as [any Objective] {
            func bits(_ weights: ClassWeights, _ counts: [Int]) throws -> [[Float]] {
                let network = try network(objective)
                _ = try trained(network, weights, on: samples(counts))
                return network.weights.map { $0.matrix.values(as: Float.self) }
            }
            #expect(try bits(.balanced, [16, 16, 16]) == bits(.none, [16, 16, 16]))
            #expect(try bits(.balanced, [30, 16, 2]) != bits(.none, [30, 16, 2]))
        }
    }

    private func network(_ objective: any Objective) throws -> Network {
        try objective.readsHead
            ? ToyTraining.network() : contrastNetwork([[9], [12]], contrast(.mean))
    }

    @Test("Stage by stage the same weights are learned as all at once")
    func agreesPipelined() throws {
        let networks = try [Simultaneous(), Pipelined(stages: 2)].map {
            (schedule: any Schedule) in
            let network = try ToyTraining.network()
            var trainer = ToyTraining.trainer(schedule)
            (trainer.classWeights, trainer.threads) = (.balanced, 2)
            if schedule is Simultaneous { trainer.threads = 1 }
            try trainer.fit(network, on: samples([30, 16, 2]), epochs: 2)
            return network.weights.map { $0.matrix.values(as: Float.self) }
        }
        #expect(networks[0] == networks[1])
    }

    @Test("A class that is rare is told right more often")
    func helpsRareClasses() throws {
        func recall(_ weights: ClassWeights) throws -> Double {
            let network = try ToyTraining.network()
            var trainer = ToyTraining.trainer()
            trainer.classWeights = weights
            try trainer.fit(network, on: samples([150, 150, 4]), epochs: 4)
            let evaluation = try network.examine(on: toySamples(300, seed: 9), threads: 1)
            return try #require(evaluation.figures).classes[2].recall
        }
        #expect(try recall(.balanced) > recall(.none) + 0.1)
    }

    @Test("Where blocks are told of no classes, or an objective does not weigh them, it is refused")
    func refuses() throws {
        let unlabelled = contrast(.mean, negatives: .perturbation, form: .none)
        let error = #expect(throws: SettingsError.self) {
            _ = try trained(contrastNetwork([[9]], unlabelled), .balanced, on: samples([9, 9, 9]))
        }
        #expect(error?.setting == "class-weights")
    }
}
