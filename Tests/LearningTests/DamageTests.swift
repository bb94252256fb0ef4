import OnwardCompute
import OnwardLearning
import OnwardNetworks
import OnwardSettings
import Testing

@Suite("A damaged block heals by itself")
struct DamageTests {
    @Test("Retraining the damaged block alone restores it to the bit", arguments: Damage.allCases)
    func heals(damage: Damage) throws {
        let network = try ToyTraining.trained([12, 12, 12], Layerwise())
        let (before, whole) = (bits(network), try ToyTraining.evaluation(network))
        try network.damage(1, damage, share: 0.9, seed: 3)
        let damaged = bits(network)
        #expect(damaged[1] != before[1])
        #expect([damaged[0], damaged[2]] == [before[0], before[2]])
        let hurt = try ToyTraining.evaluation(network)
        #expect(hurt.blockAccuracy[1] < whole.blockAccuracy[1])
        #expect(hurt.blockAccuracy[0] == whole.blockAccuracy[0])
        try network.reinitialize(1)
        try ToyTraining.train(network, blocks: [1])
        // Trained in its turn, the block met the same inputs and random numbers the first time.
        #expect(bits(network) == before)
    }

    @Test("A block trained beside the others regains its accuracy", arguments: Damage.allCases)
    func healsAfterSimultaneous(damage: Damage) throws {
        let network = try ToyTraining.trained()
        let (before, whole) = (bits(network), try ToyTraining.evaluation(network))
        try network.damage(2, damage, share: 0.9, seed: 3)
        let hurt = try #require(ToyTraining.evaluation(network).accuracies[.lastBlock])
        try network.reinitialize(2)
        try ToyTraining.train(network, blocks: [2])
        let healed = try #require(ToyTraining.evaluation(network).accuracies[.lastBlock])
        let first = try #require(whole.accuracies[.lastBlock])
        #expect(hurt < first)
        #expect(healed >= first - 0.02)
        #expect(Array(bits(network)[0..<2]) == Array(before[0..<2]))
    }

    @Test("Damage hits about the share asked for, and the same weights again with the same seed")
    func shareAndSeed() throws {
        func changed(_ damage: Damage, share: Double, seed: UInt64) throws -> [Int] {
            let network = try ToyTraining.network([400])
            let before = bits(network)[0][0]
            try network.damage(0, damage, share: share, seed: seed)
            let after = bits(network)[0][0]
            return after.indices.filter { after[$0] != before[$0] }
        }
        for damage in Damage.allCases {
            let struck = try changed(damage, share: 0.25, seed: 1)
            #expect((450...750).contains(struck.count), "\(damage): \(struck.count) of 2400")
            #expect(try changed(damage, share: 0.25, seed: 1) == struck)
            #expect(try changed(damage, share: 0.25, seed: 2) != struck)
            #expect(try changed(damage, share: 1, seed: 1).count == 2400)
        }
    }

    @Test("A flip changes one bit of a weight, and zero leaves nothing")
    func forms() throws {
        let network = try ToyTraining.network([20])
        let before = bits(network)[0].flatMap { $0 }
        try network.damage(0, .flip, share: 1, seed: 1)
        let flipped = bits(network)[0].flatMap { $0 }
        #expect(zip(before, flipped).allSatisfy { ($0 ^ $1).nonzeroBitCount == 1 })
        try network.damage(0, .zero, share: 1, seed: 1)
        #expect(bits(network)[0].allSatisfy { $0.allSatisfy { $0 == 0 } })
    }

    @Test("Noise is as strong as the weights")
    func noiseStrength() throws {
        let network = try ToyTraining.network([400])
        let weight = network.blocks[0].weights[0].matrix
        let before = weight.values(as: Float.self)
        try network.damage(0, .noise, share: 1, seed: 1)
        let noise = zip(weight.values(as: Float.self), before).map { Double($0 - $1) }
        func meanSquare(_ values: [Double]) -> Double {
            values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
        }
        let ratio = meanSquare(noise) / meanSquare(before.map(Double.init))
        #expect(abs(ratio - 1) < 0.1)
    }

    @Test("A share outside its range is refused", arguments: [0, -0.1, 1.1, .nan])
    func wrongShare(share: Double) throws {
        let network = try ToyTraining.network()
        #expect(throws: SettingsError.self) {
            try network.damage(0, .zero, share: share, seed: 1)
        }
    }
}
