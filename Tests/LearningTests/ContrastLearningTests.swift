import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardObjectives
import OnwardOptimizers
import Testing

@testable import OnwardInference
@testable import OnwardLearning
@testable import OnwardNetworks

@Suite("Learning by contrast")
struct ContrastLearningTests {
    private let samples = toySamples(33)

    private func trainer(_ schedule: any Schedule = Simultaneous()) -> Trainer {
        Trainer(optimizer: Adam(learningRate: 0.01), batchSize: 7, schedule: schedule)
    }

    private func trained(
        _ widths: [[Int]], _ objective: GoodnessContrast = contrast(),
        schedule: any Schedule = Simultaneous()
    ) throws -> Network {
        let network = try contrastNetwork(widths, objective)
        try trainer(schedule).fit(network, on: samples, epochs: 3)
        return network
    }

    /// All but hard labels, which the whole network has a say in.
    private static let localNegatives = Negatives.allCases.filter { $0 != .hardLabel }

    @Test("A third block changes no bit of the first two", arguments: localNegatives)
    func ignoresBlocksAbove(negatives: Negatives) throws {
        let objective = contrast(negatives: negatives)
        let two = try trained([[9], [8, 7]], objective)
        let three = try trained([[9], [8, 7], [5]], objective)
        #expect(bits(two) == Array(bits(three).prefix(2)))
        #expect(try bits(contrastNetwork([[9], [8, 7]], objective)) != bits(two))
    }

    @Test("What stands in block 2 changes no bit of block 1, of one layer or more")
    func ignoresBlockAbove() throws {
        for lower in [[9], [9, 8]] {
            let usual = try trained([lower, [7]])
            for upper in [[1], [40], [7, 5]] {
                #expect(try bits(trained([lower, upper]).blocks[0]) == bits(usual.blocks[0]))
            }
            let other = try contrastNetwork([lower, [7]])
            for weight in other.blocks[1].weights {
                weight.matrix.assign([Float](repeating: 0.3, count: weight.matrix.count))
            }
            try trainer().fit(other, on: samples, epochs: 3)
            #expect(bits(other.blocks[0]) == bits(usual.blocks[0]))
        }
    }

    @Test("Within a block the upper layer does change what the lower one learns")
    func crossesLayersWithinBlock() throws {
        let (one, other) = (try contrastNetwork([[9, 8]]), try contrastNetwork([[9, 8]]))
        for weight in other.blocks[0].weights.suffix(2) {
            weight.matrix.assign([Float](repeating: 0.3, count: weight.matrix.count))
        }
        for network in [one, other] { try trainer().fit(network, on: samples, epochs: 1) }
        #expect(bits(one.blocks[0])[0] != bits(other.blocks[0])[0])
    }

    @Test("A block cannot read the goodness of the one below off the length of its output")
    func hidesGoodness() throws {
        let (usual, loud) = (try trained([[9], [7]]), try trained([[9], [7]]))
        for weight in loud.blocks[0].weights {
            weight.matrix.assign(weight.matrix.floats.map { 8 * $0 })
        }
        for (usual, loud) in pairs(
            try usual.answers(to: samples), try loud.answers(to: samples)
        ) {
            #expect(loud.blockEvidence[0] == usual.blockEvidence[0].map { 64 * $0 })
            for (one, other) in pairs(usual.blockEvidence[1], loud.blockEvidence[1]) {
                #expect(abs(one - other) < 1e-4 * max(1, one))
            }
        }
    }

    @Test("Block 1 learns the same bits layerwise and simultaneously")
    func agreesAcrossSchedules() throws {
        let usual = try trained([[9], [7]])
        for schedule in [Layerwise(), Layerwise(stepsPerBlock: 5, rounds: 3)] {
            let other = try trained([[9], [7]], schedule: schedule)
            #expect(bits(other.blocks[0]) == bits(usual.blocks[0]))
            #expect(bits(other.blocks[1]) != bits(usual.blocks[1]))
        }
    }

    @Test("One wide block and many narrow ones learn the toy samples", arguments: [1, 2])
    func learns(layersPerBlock: Int) throws {
        let network = try contrastNetwork(
            layersPerBlock == 1 ? [[30], [30]] : [[30, 30]])
        let trainer = Trainer(optimizer: Adam(learningRate: 0.01), batchSize: 20)
        try trainer.fit(network, on: toySamples(300), epochs: 15)
        let evaluation = try network.evaluate(on: toySamples(300, seed: 2))
        #expect(try #require(evaluation.accuracies[.sum]) > 0.95)
        #expect(try #require(evaluation.accuracies[.lastBlock]) > 0.95)
    }

    @Test("Every sample is trained on, in the last, smaller batch too")
    func countsSamples() throws {
        var reports: [EpochReport] = []
        let network = try contrastNetwork([[9], [7]])
        try trainer().fit(network, on: samples, epochs: 2) { reports.append($0) }
        #expect(reports.map(\.samples) == [33, 66] && reports.map(\.step) == [5, 10])
        // So small a rate that the weights hardly change: whatever the batches, the false samples
        // are the same and the loss is their mean.
        func losses(batchSize: Int) throws -> [Double] {
            var losses: [Double] = []
            let trainer = Trainer(optimizer: SGD(learningRate: 1e-9), batchSize: batchSize)
            try trainer.fit(try contrastNetwork([[9], [7]]), on: samples, epochs: 1) {
                losses = $0.blockLoss.compactMap(\.self)
            }
            return losses
        }
        for (parts, whole) in pairs(try losses(batchSize: 7), try losses(batchSize: 33)) {
            #expect(abs(parts - whole) < 1e-5)
        }
    }

    @Test("A batch may hold a single sample", arguments: Negatives.allCases)
    func takesSingleSamples(negatives: Negatives) throws {
        let network = try contrastNetwork([[9], [7]], contrast(negatives: negatives))
        let trainer = Trainer(optimizer: Adam(learningRate: 0.01), batchSize: 4)
        try trainer.fit(network, on: toySamples(5), epochs: 2)
        #expect(network.blocks.allSatisfy { $0.step == 4 })
    }

    @Test("Units that never fire are counted, and span nothing", arguments: [0, 3, 9])
    func countsDeadUnits(dead: Int) throws {
        let network = try contrastNetwork([[9], [7]])
        let bias = try #require(network.blocks[0].weights.last)
        try #require(bias.name == "blocks.0.layers.1.bias")
        bias.matrix.assign((0..<9).map { Float($0 < dead ? -1000 : 1000) })
        var (shares, ranks) = ([[Double]](), [[Double]]())
        let trainer = Trainer(optimizer: SGD(learningRate: 1e-9), batchSize: 7)
        try trainer.fit(network, on: samples, epochs: 1) { report in
            shares.append(report.deadUnits ?? [])
            ranks.append(report.effectiveRank ?? [])
        }
        #expect(shares.count == 1 && shares[0].count == 2)
        #expect(shares[0][0] == Double(dead) / 9)
        // Nothing comes up from a block that is dead; without a bias nothing fires above it.
        if dead == 9 { #expect(shares[0][1] == 1) }
        #expect(ranks.count == 1 && ranks[0].count == 2)
        #expect(dead == 9 ? ranks[0] == [0, 0] : (1...9).contains(ranks[0][0]))
    }

    @Test("Networks with heads report neither dead units nor ranks")
    func leavesDeadUnitsOut() throws {
        try trainer().fit(try toyNetwork([9]), on: samples, epochs: 1) { report in
            #expect(report.deadUnits == nil && report.effectiveRank == nil)
        }
    }
}
