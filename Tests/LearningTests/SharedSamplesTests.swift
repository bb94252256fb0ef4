import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardObjectives
import OnwardOptimizers
import OnwardTestSupport
import Testing

@testable import OnwardInference
@testable import OnwardLearning
@testable import OnwardNetworks

extension Signal {
    /// The rows as a block sees them, written out.
    var written: Matrix { shared?.written ?? matrix }
}

/// One network with two lowest blocks that compute the same: one that is handed the samples once,
/// and one that is not, because a dropout that drops nothing stands in its way.
struct SharingCase: Sendable, CustomTestStringConvertible {
    var name: String
    var bottom: [any Layer]
    var objective: GoodnessContrast
    var feedback = Feedback.exact
    var schedule: any Schedule = Simultaneous()

    var testDescription: String { name }

    func network(shares: Bool) throws -> Network {
        let first = (shares ? [] : [Dropout(0)]) + bottom
        return try Network(
            input: Shape(1, 2, 3), classes: toyClasses, objective: objective, feedback: feedback,
            seed: 5
        ) {
            Block(first)
            Block {
                LengthNormalization(.rms)
                Dense(8, activation: .relu)
            }
        }
    }

    var trainer: Trainer {
        Trainer(optimizer: SGD(learningRate: 0.05, momentum: 0.9), batchSize: 7, schedule: schedule)
    }

    static let samples = {
        let flat = toySamples(33)
        let features = Matrix(rows: 33, columns: 6)
        flat.gather(
            Matrix((0..<33).map { Int32($0) }, columns: 1), into: features,
            labels: Matrix(.int32, rows: 33, columns: 1), on: Engine(threads: 1))
        return (values: features.floats, labels: flat.allLabels)
    }()

    static var toys: Samples {
        Samples(
            dense: Matrix(samples.values, columns: 6), scale: 1,
            labels: Matrix(samples.labels, columns: 1), shape: Shape(1, 2, 3))
    }

    static let all: [SharingCase] = {
        let rms: [any Layer] = [LengthNormalization(.rms), Dense(9, activation: .relu)]
        let l2: [any Layer] = [
            LengthNormalization(.l2, epsilon: 1e-4), Dense(9, activation: .gelu, bias: false),
        ]
        let bare: [any Layer] = [Flatten(), Dense(9, activation: .leakyReLU), Dense(5)]
        let twice: [any Layer] = [LengthNormalization(.l2, epsilon: 0.5)] + rms
        let mean = GoodnessContrast.Goodness.mean
        return [
            .init(name: "overlay, rms, sum", bottom: rms, objective: contrast(form: .overlay)),
            .init(
                name: "overlay, strength of the image, l2, mean", bottom: l2,
                objective: contrast(mean, form: .overlay, strength: .largest)),
            .init(name: "append, no normalization", bottom: bare, objective: contrast(mean)),
            .init(
                name: "append, strength of the image, rms", bottom: rms,
                objective: contrast(strength: .largest)),
            .init(
                name: "overlay, hard labels, divided twice", bottom: twice,
                objective: contrast(negatives: .hardLabel, form: .overlay, strength: .number(2))),
            .init(
                name: "append, shuffled labels, l2", bottom: l2,
                objective: contrast(mean, negatives: .shuffledLabel)),
            .init(
                name: "separate phases", bottom: rms,
                objective: contrast(form: .overlay, pairing: .separate)),
            .init(
                name: "layerwise", bottom: rms, objective: contrast(form: .overlay),
                schedule: Layerwise()),
            .init(
                name: "random feedback", bottom: bare, objective: contrast(mean),
                feedback: .random),
        ]
    }()
}

@Suite("A lowest block that is handed each sample once")
struct SharedSamplesTests {
    private func session(_ network: Network, _ trial: SharingCase) throws -> TrainingSession {
        try TrainingSession(network, trainer: trial.trainer, samples: SharingCase.toys, epochs: 2)
    }

    // 33 samples in batches of 7: the last one is smaller.
    @Test("It learns what it learns from rows written out", arguments: SharingCase.all)
    func learnsTheSame(trial: SharingCase) throws {
        let (shared, plain) = (try trial.network(shares: true), try trial.network(shares: false))
        let start = try trial.network(shares: true)
        var losses: [[Double?]] = []
        for network in [shared, plain] {
            let session = try session(network, trial)
            #expect(session.source.presenter.sharesRows == (network === shared))
            try session.run(onEpoch: { losses.append($0.blockLoss) })
        }
        #expect(distance(shared, start) > 0.01)
        #expect(distance(shared, plain) < 2e-5)
        let rounds = losses.count / 2
        for (one, other) in zip(losses.prefix(rounds), losses.suffix(rounds)) {
            for (one, other) in zip(one, other) {
                #expect(abs((one ?? 0) - (other ?? 0)) < 1e-5)
            }
        }
    }

    @Test("It is shown the rows that it would be shown written out", arguments: SharingCase.all)
    func showsTheSame(trial: SharingCase) throws {
        let sessions = try [true, false].map { try session(trial.network(shares: $0), trial) }
        for epoch in 0..<2 {
            for number in [0, 4] {
                let signals = try sessions.map { try $0.load(number, ofEpoch: epoch) }
                #expect(signals[0].rows == signals[1].rows)
                #expect(signals[0].written.floats == signals[1].written.floats)
            }
        }
    }

    @Test(
        "It predicts by all labels what it predicts by rows written out", arguments: SharingCase.all
    )
    func predictsTheSame(trial: SharingCase) throws {
        let (shared, plain) = (try trial.network(shares: true), try trial.network(shares: false))
        try trial.trainer.fit(plain, on: SharingCase.toys, epochs: 2)
        for (one, other) in zip(shared.weights, plain.weights) {
            one.matrix.assign(other.matrix.floats)
        }
        let (got, wanted) = (
            try shared.answers(to: SharingCase.toys), try plain.answers(to: SharingCase.toys)
        )
        #expect(got.count == 33)
        for (one, other) in zip(got, wanted) {
            for (one, other) in zip(one.blockEvidence.joined(), other.blockEvidence.joined()) {
                #expect(abs(one - other) < 1e-5 * max(1, abs(other)))
            }
        }
    }

    @Test("Its workspace has no room for rows that are never written")
    func takesLessRoom() throws {
        let trial = SharingCase.all[0]
        let (network, rows) = (try trial.network(shares: true), 14)
        let plan = network.blocks[0].plan
        func byteCount(sharesRows: Bool, _ signal: ElementType) -> Int {
            BlockFrame.byteCount(
                plan, rows: rows, learns: true, sharesRows: sharesRows, signal: signal)
        }
        // 14 rows of 6 numbers of 4 or 2 bytes, up to a multiple of 64 bytes.
        for (signal, bytes) in [(ElementType.float32, 384), (.bfloat16, 192)] {
            let shared = byteCount(sharesRows: true, signal)
            #expect(byteCount(sharesRows: false, signal) - shared == bytes)
        }
        let frame = try session(network, trial).stage.frame(of: network.blocks[0], rows: rows)
        #expect(frame.outputs[0].count == 0 && frame.outputs[1].count == rows * 9)
    }

    private static let others: [(String, [any Layer], GoodnessContrast)] = [
        ("dropout first", [Dropout(0.1), Dense(9)], contrast()),
        ("layer normalization", [LayerNormalization(), Dense(9)], contrast()),
        (
            "a convolution", [Convolution2D(4, kernel: 2), Flatten(), Dense(9)],
            contrast(form: .overlay)
        ),
        ("labels in planes", [Flatten(), Dense(9)], contrast(form: .planes)),
        ("hybrid images", [Dense(9)], contrast(negatives: .hybridImage, form: .overlay)),
        ("noisy images", [Dense(9)], contrast(negatives: .perturbation)),
    ]

    @Test("Any other block is handed rows written out, and learns", arguments: 0..<6)
    func leavesOthersAlone(index: Int) throws {
        let (name, bottom, objective) = SharedSamplesTests.others[index]
        let trial = SharingCase(name: name, bottom: bottom, objective: objective)
        let session = try session(trial.network(shares: true), trial)
        #expect(!session.source.presenter.sharesRows, "\(name)")
        try session.run(onEpoch: { #expect($0.loss.isFinite) })
    }

    @Test("Samples that are all label are written out")
    func needsMoreThanALabel() throws {
        let network = try contrastNetwork(
            [[5]], contrast(form: .overlay), input: Shape(3))
        let presenter = Presenter(network, batchSize: 4, samples: 9, engine: Engine(threads: 1))
        #expect(!presenter.sharesRows)
    }
}
