import Foundation
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

@Suite("A reader")
struct ReaderTests {
    private let samples = toySamples(33)
    private let unseen = contrast(negatives: .perturbation, form: .none)

    private func trainer(_ schedule: any Schedule = Simultaneous()) -> Trainer {
        Trainer(
            optimizer: Adam(learningRate: 0.01), batchSize: 7, schedule: schedule, threads: 1)
    }

    private func trained(
        _ objective: GoodnessContrast = contrast(), reads blocks: [Int]? = nil,
        _ schedule: any Schedule = Simultaneous(), epochs: Int = 3
    ) throws -> Network {
        let network = try contrastNetwork([[9], [8], [7]], objective)
        try network.attachReader(to: blocks)
        try trainer(schedule).fit(network, on: samples, epochs: epochs)
        return network
    }

    /// The same samples with other labels.
    private func relabelled(_ samples: Samples) -> Samples {
        let numbers = Matrix(rows: samples.count, columns: 6)
        let order = Matrix((0..<Int32(samples.count)).map { $0 }, columns: 1)
        samples.gather(
            order, into: numbers, labels: Matrix(.int32, rows: samples.count, columns: 1),
            on: Engine(threads: 1))
        return Samples(
            dense: numbers, scale: 1,
            labels: Matrix(samples.allLabels.map { ($0 + 1) % 3 }, columns: 1), shape: Shape(6))
    }

    private func readerBits(_ network: Network) throws -> [[UInt32]] {
        bits(try #require(network.reader).state)
    }

    @Test(
        "Blocks are the same with it and without it, to the bit",
        arguments: [Simultaneous(), Layerwise(), Layerwise(stepsPerBlock: 5, rounds: 3)]
            as [any Schedule])
    func sendsNothingBack(schedule: any Schedule) throws {
        let alone = try contrastNetwork([[9], [8], [7]])
        try trainer(schedule).fit(alone, on: samples, epochs: 3)
        let read = try trained(contrast(), reads: [0, 1, 2], schedule)
        #expect(bits(read) == bits(alone))
        let untrained = try contrastNetwork([[9], [8], [7]])
        try untrained.attachReader(to: [0, 1, 2])
        #expect(try readerBits(read) != readerBits(untrained))
    }

    @Test("Attached after the fact it learns alone, and the blocks keep their bits")
    func learnsAfterTheFact() throws {
        let network = try contrastNetwork([[9], [8], [7]])
        try trainer().fit(network, on: samples, epochs: 3)
        let before = bits(network)
        try network.attachReader()
        let first = try readerBits(network)
        var reports: [EpochReport] = []
        try trainer().fit(network, on: samples, epochs: 12, blocks: []) { reports.append($0) }
        #expect(bits(network) == before)
        #expect(try readerBits(network) != first)
        let losses = reports.compactMap(\.readerLoss)
        #expect(losses.count == 12 && losses[11] < losses[0])
        #expect(reports.allSatisfy { $0.blockLoss.allSatisfy { $0 == nil } })
        // Nothing below it changes, so it does not matter which other blocks are frozen.
        let again = try contrastNetwork([[9], [8], [7]])
        try trainer().fit(again, on: samples, epochs: 3)
        try again.attachReader()
        try again.freeze(0..<3)
        try trainer().fit(again, on: samples, epochs: 12)
        #expect(try readerBits(again) == readerBits(network))
    }

    @Test("It reads all blocks but the first, or those asked for")
    func readsBlocks() throws {
        let network = try contrastNetwork([[9], [8], [7]])
        try network.attachReader()
        #expect(network.reader?.blocks == [1, 2])
        let blocks = try contrastNetwork([[9], [8], [7]]).parameterCount
        #expect(network.parameterCount == blocks + 3 * (8 + 7) + 3)
        try network.attachReader(to: [2, 0, 2])
        #expect(network.reader?.blocks == [0, 2])
        #expect(throws: SettingsError.self) { try network.attachReader(to: [3]) }
        #expect(throws: SettingsError.self) { try network.attachReader(to: []) }
        let single = try contrastNetwork([[9]])
        try single.attachReader()
        #expect(single.reader?.blocks == [0])
        try network.remove(at: 2)
        #expect(network.reader == nil)
    }

    @Test("Its evidence is a linear map of outputs divided by their root mean square")
    func followsFormula() throws {
        let network = try contrastNetwork([[4], [3]])
        try network.attachReader(to: [0, 1])
        let reader = try #require(network.reader).state.weights.map(\.matrix.floats)
        let weights = network.weights.map(\.matrix.floats)
        let samples = toySamples(5)
        let evidence = try network.answers(to: samples, prediction: .onePass).map(\.evidence)
        let numbers = Matrix(rows: 5, columns: 6)
        samples.gather(
            Matrix([0, 1, 2, 3, 4] as [Int32], columns: 1), into: numbers,
            labels: Matrix(.int32, rows: 5, columns: 1), on: Engine(threads: 1))
        func normalized(_ x: [Float]) -> [Float] {
            let length = (x.reduce(0) { $0 + $1 * $1 } / Float(x.count)).squareRoot()
            return x.map { length > 0 ? $0 / length : 0 }
        }
        func dense(_ x: [Float], _ weight: [Float], _ bias: [Float]) -> [Float] {
            bias.indices.map { unit in
                x.indices.reduce(bias[unit]) { $0 + weight[unit * x.count + $1] * x[$1] }
            }
        }
        for (sample, evidence) in evidence.enumerated() {
            // Labels stand behind the numbers, each with the neutral tenth.
            let input = numbers.rows(sample..<sample + 1).floats + [0.1, 0.1, 0.1]
            let first = dense(normalized(input), weights[0], weights[1]).map { max(0, $0) }
            let second = dense(normalized(first), weights[2], weights[3]).map { max(0, $0) }
            let expected = dense(normalized(first) + normalized(second), reader[0], reader[1])
            #expect(zip(evidence, expected).allSatisfy { abs($0 - $1) < 1e-4 })
        }
    }

    @Test("Without labels, blocks learn and the reader tells the classes")
    func tellsClassesOfUnlabelled() throws {
        let network = try contrastNetwork([[40], [40]], unseen)
        try network.attachReader(to: [0, 1])
        #expect(network.predictionModes == [.onePass])
        try trainer().fit(network, on: toySamples(300), epochs: 15)
        let evaluation = try network.evaluate(on: toySamples(300, seed: 2))
        #expect(evaluation.accuracy > 0.95 && evaluation.prediction == .onePass)
        #expect(evaluation.accuracies[.sum] == nil && evaluation.blockAccuracy.isEmpty)
        // Other labels change nothing in blocks that are told none.
        let other = try contrastNetwork([[40], [40]], unseen)
        try trainer().fit(other, on: relabelled(toySamples(300)), epochs: 15)
        #expect(bits(other) == bits(network))
    }

    @Test("A network without labels and without a reader has no accuracy, and says what is missing")
    func refusesWithoutReader() throws {
        let network = try contrastNetwork([[9], [7]], unseen)
        var reports: [EpochReport] = []
        try trainer().fit(network, on: samples, epochs: 1, validation: samples) {
            reports.append($0)
        }
        #expect(reports.count == 1 && reports[0].validationAccuracy == nil)
        let error = #expect(throws: SettingsError.self) { try network.evaluate(on: samples) }
        #expect(error?.description.contains("attach a reader first") == true)
        #expect(throws: SettingsError.self) { try network.answers(to: samples, prediction: .sum) }
        #expect(throws: SettingsError.self) {
            try contrastNetwork([[9]]).answers(to: samples, prediction: .onePass)
        }
        #expect(throws: SettingsError.self) {
            try contrastNetwork([[9]], contrast(negatives: .wrongLabel, form: .none))
        }
    }

    @Test("Beside labels, both ways of asking are counted")
    func countsBothWays() throws {
        let network = try trained(epochs: 12)
        let evaluation = try network.evaluate(on: samples)
        #expect(evaluation.prediction == .sum && evaluation.blockAccuracy.count == 3)
        let answers = try network.answers(to: samples, prediction: .onePass)
        #expect(answers.allSatisfy { $0.blockEvidence.isEmpty && $0.positiveProbability == nil })
        let labels = samples.allLabels
        let correct = zip(answers, labels).count { $0.label == Int($1) }
        #expect(evaluation.accuracies[.onePass] == Double(correct) / 33)
    }

    @Test("It learns from a layerwise training only once the highest block does")
    func waitsForBlocks() throws {
        let network = try contrastNetwork([[9], [8], [7]])
        try network.attachReader()
        var reports: [EpochReport] = []
        try trainer(Layerwise()).fit(network, on: samples, epochs: 2) { reports.append($0) }
        #expect(reports.map { $0.readerLoss != nil } == [false, false, false, false, true, true])
        let alone = try contrastNetwork([[9]])
        try alone.attachReader()
        #expect(throws: SettingsError.self) {
            try trainer(Layerwise()).fit(alone, on: samples, epochs: 1, blocks: [])
        }
    }

    @Test(
        "p(positive) is σ(goodness − threshold)",
        arguments: [
            (GoodnessContrast(.sum, loss: .threshold), 3.5, 4, 1 / (1 + 1.6487212707)),
            (
                GoodnessContrast(.mean, threshold: .number(1.5), loss: .threshold), 3.5, 4,
                1 / (1 + 0.1353352832)
            ),
            (
                GoodnessContrast(.sum, loss: .threshold, minimizes: true), -3.5, 4,
                1 / (1 + 0.6065306597)
            ),
        ] as [(GoodnessContrast, Double, Int, Double)])
    func probability(
        objective: GoodnessContrast, evidence: Double, width: Int, expected: Double
    ) throws {
        let value = objective.positiveProbability(evidence: evidence, width: width)
        #expect(abs(try #require(value) - expected) < 1e-9)
    }

    @Test("p(positive) of every block and label comes with a prediction")
    func predictsProbability() throws {
        let network = try trained()
        for prediction in try network.answers(to: samples) {
            let probabilities = try #require(prediction.positiveProbability)
            for (block, evidence) in prediction.blockEvidence.enumerated() {
                let width = Double([9, 8, 7][block])
                for (goodness, probability) in zip(evidence, probabilities[block]) {
                    let logit = Double(goodness) - width
                    #expect(abs(probability - 1 / (1 + exp(-logit))) < 1e-9)
                }
            }
        }
        let plain = try toyNetwork([5]).answers(to: samples)
        #expect(plain.allSatisfy { $0.positiveProbability == nil })
        #expect(
            GoodnessContrast(.sum, loss: .symmetric(sharpness: 1)).positiveProbability(
                evidence: 1, width: 1) == nil)
    }
}
