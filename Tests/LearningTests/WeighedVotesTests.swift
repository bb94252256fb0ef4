import OnwardCompute
import OnwardInference
import OnwardLearning
import OnwardNetworks
import OnwardObjectives
import OnwardOptimizers
import Testing

@Suite("Trainings weigh the blocks' votes")
struct WeighedVotesTests {
    private let training = toySamples(96)
    private let validation = toySamples(60, seed: 2)

    private func trainer(
        _ votes: VoteRule = .validation, _ schedule: any Schedule = Simultaneous()
    ) -> Trainer {
        var trainer = ToyTraining.trainer(schedule)
        trainer.votes = votes
        return trainer
    }

    private func trained(
        _ network: Network, _ trainer: Trainer, blocks: [Int]? = nil
    ) throws -> [EpochReport] {
        var reports: [EpochReport] = []
        try trainer.fit(
            network, on: training, epochs: 3, blocks: blocks, validation: validation
        ) { reports.append($0) }
        return reports
    }

    @Test("Every epoch weighs, and is judged by its own weights")
    func weighsEveryEpoch() throws {
        let network = try ToyTraining.network()
        var accuracies: [Double] = []
        let trainer = trainer()
        try trainer.fit(network, on: training, epochs: 3, validation: validation) { report in
            let votes = try #require(report.votes)
            #expect(votes.count == 3 && abs(votes.reduce(0, +) - 3) < 1e-9)
            #expect(report.blockValidationLoss?.count == 3)
            #expect(network.voteWeights == votes)
            accuracies.append(try network.evaluate(on: validation, threads: 1).accuracy)
            #expect(report.validationAccuracy == accuracies.last)
        }
        #expect(accuracies.count == 3)
    }

    @Test("Weighing changes no weight, hard labels least of all")
    func staysOutOfTraining() throws {
        for objective in [contrast(.mean, negatives: .hardLabel), contrast(.mean)] {
            let networks = try [VoteRule.validation, .rule].map { votes in
                let network = try contrastNetwork([[9], [12], [7]], objective)
                #expect(try trained(network, trainer(votes)).count == 3)
                return network
            }
            #expect(bits(networks[0]) == bits(networks[1]))
            #expect(networks[0].voteWeights != nil && networks[1].voteWeights == nil)
        }
    }

    @Test("A single block, no validation samples, the papers' rule and another way to predict")
    func weighsNothing() throws {
        let single = try ToyTraining.network([12])
        let report = try #require(try trained(single, trainer()).last)
        #expect(report.votes == nil && report.blockValidationLoss == nil)
        #expect(single.voteWeights == nil && report.validationAccuracy != nil)
        let ruled = try ToyTraining.network()
        #expect(try trained(ruled, trainer(.rule)).allSatisfy { $0.votes == nil })
        var last = trainer()
        last.prediction = .lastBlock
        #expect(try trained(ruled, last).allSatisfy { $0.votes == nil })
        #expect(try ToyTraining.trained().voteWeights == nil)
    }

    @Test("Layer by layer nothing is weighed before the last block learns")
    func layerwise() throws {
        let network = try ToyTraining.network()
        let reports = try trained(network, trainer(.validation, Layerwise()))
        #expect(
            reports.map { $0.votes == nil } == Array(repeating: true, count: 6) + [
                false, false, false,
            ])
        #expect(network.voteWeights == reports[8].votes)
    }

    @Test("Whoever changes blocks afterwards drops the votes, or weighs anew")
    func drops() throws {
        func weighed() throws -> Network {
            let network = try ToyTraining.network()
            _ = try trained(network, trainer())
            try #require(network.voteWeights != nil)
            return network
        }
        let inserted = try weighed()
        try inserted.insert(ToyTraining.block(12), at: 1)
        #expect(inserted.voteWeights == nil)
        let removed = try weighed()
        try removed.remove(at: 1)
        #expect(removed.voteWeights == nil)
        let anew = try weighed()
        try anew.reinitialize(1)
        #expect(anew.voteWeights == nil)
        #expect(try trained(anew, trainer(), blocks: [1]).last?.votes == anew.voteWeights)
        #expect(anew.voteWeights?.count == 3)
        try ToyTraining.train(anew, blocks: [1])
        #expect(anew.voteWeights == nil)
    }

    @Test("A reader that learns alone leaves the votes as they are")
    func keepsBesideReader() throws {
        let network = try ToyTraining.network()
        _ = try trained(network, trainer())
        let votes = try #require(network.voteWeights)
        try network.attachReader()
        try ToyTraining.train(network, blocks: [])
        #expect(network.voteWeights == votes)
    }

    @Test("A damaged block counts less, and the sum tells more right than the plain one")
    func damaged() throws {
        let network = try ToyTraining.trained()
        for seed: UInt64 in 1...3 { try network.damage(2, .noise, share: 1, seed: seed) }
        let test = toySamples(300, seed: 9)
        let plain = try network.evaluate(on: test, threads: 1)
        try #require(plain.blockAccuracy[2] < 0.7)
        let votes = try network.weighVotes(on: validation, threads: 1).votes
        let weights = try #require(votes.weights)
        #expect(weights[2] < 0.5 && weights[0] > 1 && weights[1] > 1)
        let weighed = try network.evaluate(on: test, threads: 1)
        #expect(weighed.accuracy > plain.accuracy)
        #expect(weighed.blockAccuracy == plain.blockAccuracy)
        #expect(weighed.accuracies[.lastBlock] == plain.accuracies[.lastBlock])
    }
}
