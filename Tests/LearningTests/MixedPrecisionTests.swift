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

/// A network for the toy samples, by name.
private enum Trial: String, CaseIterable {
    case monoForward, backpropagation, randomFeedback, directFeedback, forwardForward, integrated
    case peers, gelu, normalized

    func network() throws -> Network {
        switch self {
        case .monoForward: return try toyNetwork([24, 24], dropout: 0.2)
        case .backpropagation: return try whole(.exact)
        case .randomFeedback: return try whole(.random)
        case .directFeedback: return try whole(.direct)
        case .forwardForward: return try contrastNetwork([[24], [24]])
        case .integrated: return try contrastNetwork([[24, 24], [24]], contrast(.mean))
        case .peers:
            var objective = contrast()
            objective.peerNormalization = 0.03
            return try contrastNetwork([[24], [24]], objective)
        case .gelu: return try whole(.exact, .gelu)
        case .normalized:
            return try Network(
                input: Shape(6), classes: toyClasses, objective: .crossEntropy, seed: 5
            ) {
                Block {
                    Dense(24)
                    BatchNormalization()
                    Dense(24, activation: .leakyReLU)
                    LayerNormalization()
                }
            }
        }
    }

    private func whole(_ feedback: Feedback, _ activation: Activation = .relu) throws -> Network {
        try Network(
            input: Shape(6), classes: toyClasses, objective: .crossEntropy, feedback: feedback,
            seed: 5
        ) {
            Block {
                Dense(24, activation: activation)
                Dense(24, activation: activation)
            }
        }
    }
}

@Suite("Training in bfloat16")
struct MixedPrecisionTests {
    private func trainer(
        _ optimizer: any Optimizer = Adam(learningRate: 0.01),
        schedule: any Schedule = Simultaneous(), precision: Precision = .bfloat16Emulated,
        augmentations: [any Augmentation] = []
    ) -> Trainer {
        Trainer(
            optimizer: optimizer, batchSize: 16, schedule: schedule, augmentations: augmentations,
            threads: 1, precision: precision)
    }

    /// Every block's gradients after the first batch, one after the other.
    private func gradients(_ trial: Trial, _ precision: Precision) throws -> [[Float]] {
        var gradients: [[Float]] = []
        let network = try trial.network()
        let session = try TrainingSession(
            network,
            trainer: trainer(GradientKeeper { gradients.append($0) }, precision: precision),
            samples: toySamples(16), epochs: 1)
        try session.run()
        return gradients
    }

    /// A bfloat16 number is off by up to 2⁻⁹ of itself. Of errors in many places, which pass through
    /// two layers and the head, a gradient's length shows a few of them at most; more where
    /// normalization over a batch leaves of errors only what differs between 16 samples.
    @Test("A step's gradients are those of float32 but for rounding", arguments: Trial.allCases)
    private func gradientsAgree(trial: Trial) throws {
        let exact = try gradients(trial, .float32)
        let rounded = try gradients(trial, .bfloat16Emulated)
        try #require(exact.count == rounded.count && !exact.isEmpty)
        for (exact, rounded) in zip(exact, rounded) {
            let length = exact.reduce(0) { $0 + $1 * $1 }.squareRoot()
            let distance = zip(exact, rounded).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
                .squareRoot()
            let share = (trial == .normalized ? 32 : 8) * Float(0x1p-9)
            #expect(distance < share * length, "off by \(distance / length)")
            #expect(distance > 0, "nothing was rounded")
        }
    }

    @Test(
        "After every update the copy that products read is the weights, rounded",
        arguments: ["adam", "adamw", "sgd", "momentum"])
    func copiesFollow(optimizer: String) throws {
        let optimizers: [String: any Optimizer] = [
            "adam": Adam(learningRate: 0.01), "adamw": AdamW(learningRate: 0.01),
            "sgd": SGD(learningRate: 0.1), "momentum": SGD(learningRate: 0.1, momentum: 0.9),
        ]
        let network = try toyNetwork([24, 8])
        let session = try TrainingSession(
            network, trainer: trainer(try #require(optimizers[optimizer])),
            samples: toySamples(48), epochs: 2)
        var copies: Set<[UInt16]> = []
        try session.run(goesOn: { _ in
            for block in network.blocks {
                let copy = block.rounded?.store.values(as: BFloat16.self) ?? []
                #expect(copy == block.store.values(as: Float.self).map { BFloat16($0) })
                copies.insert(copy.map(\.bitPattern))
            }
            return true
        })
        #expect(copies.count == 2 * 6, "weights that do not move are copied easily")
    }

    @Test("Activations and errors take half the room, sums and gradients all of theirs")
    func halvesRoom() throws {
        let plan = try toyNetwork([64]).blocks[0].plan
        func bytes(_ signal: ElementType) -> Int {
            BlockFrame.byteCount(plan, rows: 64, learns: true, sharesRows: false, signal: signal)
        }
        // Two errors of 64 × 64 numbers; evidence, its error and the losses stay as they are.
        #expect(bytes(.float32) - bytes(.bfloat16) == 2 * 64 * 64 * 2)
        let workspace = Workspace(
            for: [plan], rows: 64, learners: [0], signal: .bfloat16, engine: Engine(threads: 1))
        let frame = workspace.frame(ofBlock: 0, rows: 64)
        #expect(frame.output.elementType == .bfloat16)
        #expect(frame.error(above: 0).elementType == .bfloat16)
        for matrix in [frame.evidence, frame.evidenceError, frame.losses, frame.gradientStore] {
            #expect(matrix.elementType == .float32)
        }
    }

    @Test("A third block changes no bit of the first two, and layerwise none of the first")
    func staysLocal() throws {
        func trained(_ widths: [Int], _ schedule: any Schedule = Simultaneous()) throws -> Network {
            let network = try toyNetwork(widths, dropout: 0.3)
            try trainer(schedule: schedule).fit(network, on: toySamples(50), epochs: 3)
            return network
        }
        let two = try trained([9, 7])
        #expect(try bits(two) == Array(bits(trained([9, 7, 5])).prefix(2)))
        #expect(try bits(two.blocks[0]) == bits(trained([9, 7], Layerwise()).blocks[0]))
        #expect(try bits(two) == bits(trained([9, 7])))
    }

    @Test("Networks learn as they do in float32", arguments: Trial.allCases)
    private func learns(trial: Trial) throws {
        func loss(_ precision: Precision) throws -> (first: Double, last: Double) {
            var losses: [Double] = []
            try trainer(precision: precision).fit(
                trial.network(), on: toySamples(96), epochs: 12
            ) { losses.append($0.loss) }
            return (losses[0], losses[11])
        }
        let (exact, rounded) = (try loss(.float32), try loss(.bfloat16Emulated))
        #expect(rounded.last < 0.9 * rounded.first)
        #expect(abs(rounded.last - exact.last) < 0.05 * exact.first, "\(rounded), \(exact)")
    }

    @Test("False images, augmented ones and black boxes do too", arguments: Negatives.allCases)
    func takesAllSamples(negatives: Negatives) throws {
        let toys = toySamples(48)
        let flat = Matrix(rows: 48, columns: 6)
        toys.gather(
            Matrix((0..<48).map { Int32($0) }, columns: 1), into: flat,
            labels: Matrix(.int32, rows: 48, columns: 1), on: Engine(threads: 1))
        let images = Samples(
            dense: flat, scale: 1, labels: Matrix(toys.allLabels, columns: 1),
            shape: Shape(1, 2, 3))
        func losses(_ precision: Precision) throws -> [Double] {
            let network = try Network(
                input: Shape(1, 2, 3), classes: toyClasses,
                objective: contrast(negatives: negatives), seed: 5
            ) {
                Block {
                    LengthNormalization(.rms)
                    Dense(24, activation: .relu)
                }
                Block {
                    Opaque("half") { _, input, output in
                        for index in input.indices { output[index] = input[index] / 2 }
                    }
                    Quantize(64)
                    Dense(24, activation: .relu)
                }
            }
            try network.attachReader()
            var losses: [Double] = []
            try trainer(precision: precision, augmentations: [Shift(1)]).fit(
                network, on: images, epochs: 1, validation: images
            ) { losses = $0.blockLoss.compactMap { $0 } + [$0.readerLoss ?? .nan] }
            return losses
        }
        let (exact, rounded) = (try losses(.float32), try losses(.bfloat16Emulated))
        #expect(exact.count == 3 && rounded.count == 3)
        for (exact, rounded) in zip(exact, rounded) {
            #expect(abs(exact - rounded) < 0.02 * abs(exact) && exact != rounded)
        }
    }

    @Test("A trained network says in bfloat16 what it says in float32, but for rounding")
    func examines() throws {
        let network = try toyNetwork([24, 24])
        try trainer().fit(network, on: toySamples(96), epochs: 8)
        func evidence(_ precision: Precision) throws -> [Float] {
            try network.answers(to: toySamples(40, seed: 3), precision: precision)
                .flatMap(\.evidence)
        }
        let (exact, rounded) = (try evidence(.float32), try evidence(.bfloat16Emulated))
        let scale = exact.map(abs).max() ?? 0
        #expect(zip(exact, rounded).allSatisfy { abs($0 - $1) < 0.02 * scale })
        #expect(exact != rounded)
        // Weights that were changed by others are rounded anew.
        network.blocks[0].weights[0].matrix.clear()
        #expect(try evidence(.bfloat16Emulated) != rounded)
    }

    /// Weights and samples are bfloat16 numbers, so products are exact but for the order of sums.
    @Test("The goodness that labels are compared by is not rounded")
    func comparesLabels() throws {
        let network = try Network(
            input: Shape(6), classes: toyClasses, objective: contrast(), seed: 5
        ) {
            Block { Dense(24, activation: .relu) }
        }
        let weights = network.blocks[0].weights[0].matrix
        weights.assign(weights.values().map { BFloat16($0).float })
        let labels = (0..<30).map { Int32($0 % 3) }
        let samples = Samples(
            dense: Matrix((0..<180).map { Float($0 % 11) / 8 }, columns: 6), scale: 1,
            labels: Matrix(labels, columns: 1), shape: Shape(6))
        func evidence(_ precision: Precision) throws -> [Float] {
            try network.answers(to: samples, precision: precision)
                .flatMap(\.evidence)
        }
        let (exact, rounded) = (try evidence(.float32), try evidence(.bfloat16Emulated))
        #expect(exact.count == 90 && rounded.count == 90)
        #expect(zip(exact, rounded).allSatisfy { abs($0 - $1) < 1e-5 * abs($0) })
    }

    @Test("What the goodness is of comes from rounded weights")
    func comparesLabelsByRoundedWeights() throws {
        let network = try contrastNetwork([[24], [24]])
        func evidence(_ precision: Precision) throws -> [Float] {
            try network.answers(to: toySamples(30), precision: precision)
                .flatMap(\.evidence)
        }
        let rounded = try evidence(.bfloat16Emulated)
        for weight in network.blocks.flatMap(\.weights) where weight.shape.count > 1 {
            let values: [Float] = weight.matrix.values()
            #expect(values.contains { BFloat16($0).float != $0 })
            weight.matrix.assign(values.map { BFloat16($0).float })
        }
        #expect(try evidence(.bfloat16Emulated) == rounded)
    }

    @Test("A processor without bfloat16 refuses it", .disabled(if: Precision.hasNativeBFloat16))
    func refuses() throws {
        #expect(throws: SettingsError.self) {
            try trainer(precision: .bfloat16).fit(toyNetwork([9]), on: toySamples(16), epochs: 1)
        }
    }
}

/// Hands the gradients to a test and changes nothing.
private struct GradientKeeper: Optimizer {
    static let name = "gradient-keeper"
    static let example = GradientKeeper { _ in }
    static let settings: [Setting<GradientKeeper>] = []
    var learningRate = 1.0
    let weightDecay = 0.0
    let memoryPerWeight = 0
    private let keep: Keep

    private struct Keep: @unchecked Sendable {
        let body: ([Float]) -> Void
    }

    init(_ keep: @escaping ([Float]) -> Void) { self.keep = Keep(body: keep) }
    init() { self.init { _ in } }
    init(from decoder: any Decoder) { self.init { _ in } }
    func encode(to encoder: any Encoder) {}
    static func == (_: GradientKeeper, _: GradientKeeper) -> Bool { true }
    func hash(into hasher: inout Hasher) {}
    func validate() {}
    func update(_ pass: UpdatePass) { keep.body(pass.gradients.values()) }
}
