import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardNetworks
import OnwardObjectives
import OnwardOptimizers
import Testing

@testable import OnwardLearning

@Suite("How loud a label is")
struct LoudnessTests {
    private let shape = Shape(1, 6, 6)

    private func samples(scale: Float) -> Samples {
        let random = RandomSource(seed: 4, for: .test)
        let numbers = (0..<60 * 36).map { Float(random.uniform(at: $0)) }
        return Samples(
            dense: Matrix(numbers, columns: 36), scale: scale,
            labels: Matrix((0..<60).map { Int32($0 % 3) }, columns: 1), shape: shape)
    }

    private static let blocks: [(form: LabelEmbedding.Form, layers: [any Layer])] = [
        (.overlay, [LengthNormalization(.rms), Dense(12, activation: .relu)]),
        (
            .planes,
            [
                LengthNormalization(.rms),
                Convolution2D(3, kernel: Extent(3, 3), padding: .same, activation: .relu),
            ]
        ),
    ]

    /// The losses of a training on the same images in some unit.
    private func losses(
        _ blocks: [Block], _ strength: LabelStrength, scale: Float
    ) throws -> [Double] {
        let network = try Network(
            input: shape, classes: toyClasses,
            objective: GoodnessContrast(
                .mean,
                presentation: .contrast(
                    LabelEmbedding(.automatic, strength: strength), negatives: .wrongLabel,
                    pairing: .paired)), seed: 5, blocks: blocks)
        var losses: [Double] = []
        try Trainer(optimizer: Adam(learningRate: 0.01), batchSize: 10)
            .fit(network, on: samples(scale: scale), epochs: 3) {
                losses += $0.blockLoss.compactMap { $0 }
            }
        return losses
    }

    @Test("As a share it does not depend on the unit of the images", arguments: 0..<2)
    func dependsOnNoUnit(index: Int) throws {
        let block = Block(LoudnessTests.blocks[index].layers)
        let usual = try losses([block, block], .share(0.1), scale: 1)
        let louder = try losses([block, block], .share(0.1), scale: 8)
        #expect(zip(usual, louder).allSatisfy { abs($0 - $1) < 1e-4 }, "\(usual), not \(louder)")
        let fixed = try losses([block, block], .number(1), scale: 1)
        let drowned = try losses([block, block], .number(1), scale: 8)
        #expect(zip(fixed, drowned).contains { abs($0 - $1) > 1e-3 }, "\(fixed), \(drowned)")
    }

    @Test("Labels are written where they suit the samples and the lowest block", arguments: 0..<2)
    func settles(index: Int) throws {
        let (form, layers) = LoudnessTests.blocks[index]
        func settled(_ input: Shape, _ layers: [any Layer]) throws -> LabelEmbedding.Form? {
            let network = try Network(
                input: input, classes: toyClasses, objective: GoodnessContrast(), seed: 5,
                blocks: [Block(layers)])
            guard case .contrast(let embedding, _, _) = network.objective.presentation else {
                return nil
            }
            return embedding.form
        }
        #expect(try settled(shape, layers) == form)
        #expect(try settled(Shape(6), LoudnessTests.blocks[0].layers) == .append)
    }
}
