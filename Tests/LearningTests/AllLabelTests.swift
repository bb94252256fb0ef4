import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardObjectives
import OnwardOptimizers
import Testing

@testable import OnwardInference
@testable import OnwardLearning
@testable import OnwardNetworks

@Suite("Prediction by all labels")
struct AllLabelTests {
    private static let embeddings = [
        LabelEmbedding(.overlay, strength: .number(1)),
        LabelEmbedding(.overlay, strength: .largest),
        LabelEmbedding(.append, strength: .number(0.7)),
    ]

    private func trained(_ objective: GoodnessContrast, _ widths: [[Int]]) throws -> Network {
        let network = try contrastNetwork(widths, objective)
        let trainer = Trainer(optimizer: Adam(learningRate: 0.01), batchSize: 7)
        try trainer.fit(network, on: toySamples(33), epochs: 3)
        return network
    }

    private func loudness(_ strength: LabelStrength?, _ sample: [Float]) -> Float {
        if case .number(let number) = strength { return number }
        return max(sample.max() ?? 0, 0)
    }

    /// The goodness of every block for one sample that carries `label`, one row at a time.
    private func goodness(
        _ network: Network, _ sample: [Float], label: Int, _ embedding: LabelEmbedding
    ) -> [Double] {
        let written = (0..<3).map {
            $0 == label ? loudness(embedding.strength, sample) : Float(0)
        }
        var row =
            embedding.form == .overlay
            ? Matrix(written + sample.dropFirst(3), columns: 6)
            : Matrix(sample + written, columns: 9)
        let engine = Engine(threads: 1)
        return network.blocks.map { block in
            let workspace = Workspace(for: [block.plan], rows: 1, engine: engine)
            let frame = workspace.frame(ofBlock: 0, rows: 1)
            block.forward(Signal(row), in: frame, isTraining: false, engine: engine)
            row = Matrix(frame.output.floats, columns: frame.output.columns)
            return frame.output.floats.reduce(0) { $0 + Double($1) * Double($1) }
        }
    }

    @Test("It equals one sample and one label at a time", arguments: embeddings, [0, 1, 2])
    func equalsBruteForce(embedding: LabelEmbedding, option: Int) throws {
        var objective = contrast(
            option == 1 ? .mean : .sum, form: embedding.form, strength: embedding.strength)
        objective.minimizes = option == 2
        objective.skipsFirstBlock = option != 1
        let widths = [[9], [8, 7], [5]]
        let network = try trained(objective, widths)
        let samples = toySamples(20, seed: 3)
        let predictions = try network.answers(to: samples, threads: 1)
        #expect(predictions.count == 20)
        for (index, prediction) in predictions.enumerated() {
            let (input, label) = (Matrix(rows: 1, columns: 6), Matrix(.int32, rows: 1, columns: 1))
            samples.gather(
                Matrix([Int32(index)], columns: 1), into: input, labels: label,
                on: Engine(threads: 1))
            var sums = [Double](repeating: 0, count: 3)
            for label in 0..<3 {
                let values = goodness(network, input.floats, label: label, embedding)
                for (block, value) in values.enumerated() {
                    let width = Double(widths[block].last ?? 1)
                    let wanted = (option == 2 ? -1 : 1) * value / (option == 1 ? width : 1)
                    let got = Double(prediction.blockEvidence[block][label])
                    #expect(abs(got - wanted) < 1e-4 * max(1, abs(wanted)))
                    if block > 0 || option == 1 { sums[label] += wanted }
                }
            }
            for label in 0..<3 {
                #expect(abs(Double(prediction.evidence[label]) - sums[label]) < 1e-3)
            }
            let best = sums.indices.max { sums[$0] < sums[$1] }
            let rivals = sums.sorted()
            if rivals[2] - rivals[1] > 1e-2 { #expect(prediction.label == best) }
        }
    }

    @Test("The first block has no say where there are others, unless it is given one")
    func skipsFirstBlock() {
        var objective = GoodnessContrast(.sum, skipsFirstBlock: true)
        #expect((0..<3).map { objective.hasSay(block: $0, of: 3) } == [false, true, true])
        #expect(objective.hasSay(block: 0, of: 1))
        objective.skipsFirstBlock = false
        #expect((0..<3).map { objective.hasSay(block: $0, of: 3) } == [true, true, true])
    }

    @Test("A first block that is alone so far decides by itself")
    func evaluatesFirstBlockAlone() throws {
        let network = try trained(contrast(), [[9], [7]])
        let alone = try network.evaluate(on: toySamples(60), blocks: 1)
        #expect(alone.accuracies[.sum] == alone.blockAccuracy[0])
    }

    // A pass takes 333 samples of three classes.
    @Test("Evaluation counts all samples", arguments: [1, 33, 333, 334, 1003])
    func evaluatesAll(count: Int) throws {
        let network = try trained(contrast(), [[9], [7], [5]])
        let samples = toySamples(count, seed: 3)
        let labels = samples.allLabels.map(Int.init)
        for mode in [PredictionMode.sum, .lastBlock] {
            let evaluation = try network.evaluate(on: samples, prediction: mode)
            let predictions = try network.answers(to: samples, prediction: mode)
            func share(_ isRight: (Answer, Int) -> Bool) -> Double {
                Double(zip(predictions, labels).count { isRight($0, $1) }) / Double(count)
            }
            #expect(evaluation.samples == count && predictions.count == count)
            #expect(evaluation.accuracy == share { $0.label == $1 })
            #expect(evaluation.accuracies[.lastBlock] == share { $0.votes.last?.label == $1 })
            for block in 0..<3 where mode == .sum {
                #expect(evaluation.blockAccuracy[block] == share { $0.votes[block].label == $1 })
            }
            #expect(evaluation.confusion.joined().reduce(0, +) == count)
        }
    }

    @Test("A sample is judged alike alone and among many")
    func judgesAlike() throws {
        let network = try trained(contrast(), [[9], [7]])
        let samples = toySamples(400, seed: 3)
        let together = try network.answers(to: samples)
        for index in [0, 332, 333, 399] {
            let alone = try network.answers(to: samples.selecting([Int32(index)]))
            for (one, other) in pairs(alone[0].evidence, together[index].evidence) {
                #expect(abs(one - other) < 1e-4 * max(1, abs(other)))
            }
        }
    }
}
