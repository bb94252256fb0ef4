import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardObjectives
import OnwardOptimizers
import OnwardSettings
import Testing

@testable import OnwardInference
@testable import OnwardLearning
@testable import OnwardNetworks

@Suite("Peer normalization")
struct PeerNormalizationTests {
    private let samples = toySamples(33)

    private func objective(
        _ strength: Double = 0.03, negatives: Negatives = .wrongLabel,
        pairing: Presentation.Pairing = .paired
    ) -> GoodnessContrast {
        var objective = contrast(negatives: negatives, pairing: pairing)
        objective.peerNormalization = strength
        return objective
    }

    private func trainer(_ schedule: any Schedule = Simultaneous()) -> Trainer {
        Trainer(optimizer: Adam(learningRate: 0.01), batchSize: 7, schedule: schedule)
    }

    private func means(_ network: Network) -> [[Float]] {
        network.weights.filter { $0.name.contains("mean_activity") }.map(\.matrix.floats)
    }

    /// The share of the first block's units that fire for no sample with any label.
    private func deadShare(_ network: Network) throws -> Double {
        var dead: Double?
        try Trainer(optimizer: SGD(learningRate: 1e-12), batchSize: 33)
            .fit(network, on: samples, epochs: 1) { dead = $0.deadUnits?[0] }
        return try #require(dead)
    }

    @Test("A dead unit comes back to life with it, and never without", arguments: [0, 0.03])
    func revives(strength: Double) throws {
        let network = try contrastNetwork([[9], [7]], objective(strength))
        let bias = try #require(network.blocks[0].weights.first { $0.name.hasSuffix("1.bias") })
        bias.matrix.assign((0..<9).map { Float($0 < 2 ? -4 : 0) })
        #expect(try deadShare(network) == 2.0 / 9)
        let before = bias.matrix.floats
        try trainer().fit(network, on: samples, epochs: 150)
        if strength == 0 {
            #expect(Array(bias.matrix.floats.prefix(2)) == Array(before.prefix(2)))
            #expect(try deadShare(network) >= 2.0 / 9)
        } else {
            #expect(bias.matrix.floats.prefix(2).allSatisfy { $0 > -3 })
            #expect(try deadShare(network) == 0)
        }
    }

    @Test("Units grow more alike in how active they are")
    func evens() throws {
        func spread(_ strength: Double) throws -> Float {
            let network = try contrastNetwork([[30]], objective(strength))
            try trainer().fit(network, on: samples, epochs: 60)
            // Only with a strength are means kept.
            let probe = try contrastNetwork([[30]], objective(1e-30))
            for (to, from) in zip(probe.weights, network.weights.filter { $0.name.contains("1.") })
            {
                to.matrix.copy(from: from.matrix)
            }
            try Trainer(optimizer: SGD(learningRate: 1e-12), batchSize: 33)
                .fit(probe, on: samples, epochs: 1)
            let activity = means(probe)[0]
            let mean = activity.reduce(0, +) / 30
            let deviations = activity.map { ($0 - mean) * ($0 - mean) }
            return (deviations.reduce(0, +) / 30).squareRoot() / mean
        }
        #expect(try spread(0.3) < 0.7 * spread(0))
    }

    @Test("Means are kept per unit of the last layer with weights, and only where it is on")
    func names() throws {
        let network = try Network(
            input: Shape(6), classes: toyClasses, objective: objective(), seed: 5
        ) {
            Block {
                Dense(9, activation: .relu)
                Dense(5, activation: .relu)
                Dropout(0.2)
            }
            Block { Dense(7, activation: .relu) }
        }
        #expect(
            network.weights.filter { $0.name.contains("objective") }.map {
                "\($0.name) \($0.shape)"
            }
                == ["blocks.0.objective.mean_activity [5]", "blocks.1.objective.mean_activity [7]"])
        #expect(network.parameterCount == (9 * 9 + 9) + (9 * 5 + 5) + (5 * 7 + 7))
        #expect(means(network).joined().allSatisfy { $0 == 0 })
        try trainer().fit(network, on: samples, epochs: 1)
        #expect(means(network).allSatisfy { $0.contains { $0 > 0 } })
        let after = means(network)
        _ = try network.evaluate(on: samples)
        #expect(means(network) == after)
        #expect(try means(contrastNetwork([[9]], objective(0))).isEmpty)
    }

    @Test("A block's means are those of its own output on true samples")
    func follows() throws {
        let network = try contrastNetwork([[9]], objective())
        let session = try TrainingSession(
            network, trainer: Trainer(optimizer: SGD(learningRate: 1e-12), batchSize: 33),
            samples: samples, epochs: 1)
        try session.run()
        let frame = session.stage.frame(of: network.blocks[0], rows: 66)
        network.blocks[0].forward(
            session.source.batch.input, in: frame, isTraining: false, engine: session.engine)
        let output = frame.output.rows(0..<33)
        let kept = means(network)[0]
        for unit in 0..<9 {
            let mean = (0..<33).reduce(Float(0)) { $0 + output[$1, unit] } / 33
            #expect(abs(kept[unit] - 0.1 * mean) < 1e-5)
        }
    }

    @Test("Learning stays local: a third block changes no bit of the first two")
    func staysLocal() throws {
        let (two, three) = (
            try contrastNetwork([[9], [8, 7]], objective()),
            try contrastNetwork([[9], [8, 7], [5]], objective())
        )
        for network in [two, three] { try trainer().fit(network, on: samples, epochs: 3) }
        #expect(bits(two) == Array(bits(three).prefix(2)))
    }

    @Test(
        "A training that is broken off and continued gives the bits of an unbroken one",
        arguments: [1, 5, 8])
    func continues(batches: Int) throws {
        let (whole, broken) = (
            try contrastNetwork([[9], [7]], objective()),
            try contrastNetwork([[9], [7]], objective())
        )
        try trainer().fit(whole, on: samples, epochs: 2)
        var left = batches
        let first = try TrainingSession(broken, trainer: trainer(), samples: samples, epochs: 2)
        try first.run(goesOn: { _ in
            left -= 1
            return left >= 0
        })
        let second = try TrainingSession(
            broken, trainer: trainer(), samples: samples, epochs: 2, progress: first.progress)
        try second.run()
        #expect(bits(whole) == bits(broken))
    }

    @Test("In separate phases only true samples move the means")
    func separates() throws {
        let network = try contrastNetwork([[9]], objective(pairing: .separate))
        var seen: [[Float]] = []
        try trainer().fit(network, on: samples, epochs: 4) { _ in seen.append(means(network)[0]) }
        #expect(seen[0] == seen[1] && seen[1] != seen[2] && seen[2] == seen[3])
    }

    @Test("Measuring how feedback is aligned leaves no trace, and is 0 where nothing is between")
    func alignment() throws {
        let network = try Network(
            input: Shape(6), classes: toyClasses, objective: objective(), feedback: .random, seed: 5
        ) {
            Block {
                Dense(9, activation: .gelu)
                Dense(7, activation: .gelu)
            }
        }
        let session = try TrainingSession(network, trainer: trainer(), samples: samples, epochs: 1)
        try session.run(goesOn: { $0.batch < 2 })
        let before = means(network)
        let degrees = try #require(session.alignmentDegrees())
        #expect(means(network) == before && degrees.count == 2)
        #expect(degrees[0] > 1 && degrees[1] < 0.1, "\(degrees)")
    }

    @Test("Attention has units too; a convolution has none that it could pull")
    func asksForUnits() throws {
        func network(_ layers: [any ForwardLayer]) throws -> Network {
            var objective = contrast(form: .planes)
            objective.peerNormalization = 0.03
            return try Network(
                input: Shape(1, 4, 4), classes: toyClasses, objective: objective, seed: 5,
                blocks: [Block(layers)])
        }
        let attention = try network([Patches(2), SelfAttention(heads: 2, width: 6)])
        #expect(means(attention).map(\.count) == [6])
        let images = countingSamples(20, shape: Shape(1, 4, 4), classes: 3)
        try trainer().fit(attention, on: images, epochs: 1)
        #expect(means(attention)[0].allSatisfy { $0 != 0 })
        let error = #expect(throws: SettingsError.self) {
            try network([Convolution2D(4, kernel: 3, activation: .relu), AveragePooling(2)])
        }
        #expect(
            error?.description
                == "peer-normalization must be 0 unless the last layer with weights of every block "
                + "is dense or attention, not 0.03")
    }
}
