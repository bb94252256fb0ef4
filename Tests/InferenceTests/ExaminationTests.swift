import OnwardCompute
import OnwardData
import OnwardTestSupport
import Testing

@testable import OnwardInference

@Suite("What an examination keeps beside its counts")
struct ExaminationTests {
    @Test("The mistakes it was surest of come first, and what is no number is none")
    func mistakes() {
        let evidence: [Float] = [
            3, 0, 0,  // right
            0, 4, 0,  // wrong, surest
            0, 1, 0,  // wrong, least sure
            2, 0, 1,  // wrong
            .nan, 9, 0,
        ]
        let figures = Figures(
            confusion: [[1, 1, 0], [1, 0, 0], [0, 1, 0]], labels: [0, 0, 2, 1, 2],
            evidence: evidence, scale: .trained)
        #expect(figures.mistakes.map(\.sample) == [1, 3, 2])
        #expect(figures.mistakes.map(\.truth) == [0, 1, 2])
        #expect(figures.mistakes.map(\.answer) == [1, 0, 1])
        let share = Shares(of: [0, 4, 0] as [Float]).values[1]
        #expect(figures.mistakes[0].share == share)
    }

    @Test("Of equally sure mistakes those with the greater lead come first, then the earlier")
    func ties() {
        let evidence: [Float] = [0, 800, 0, 900, 0, 900, 800, 0]
        let mistakes = Mistake.surest(
            3, labels: [0, 0, 0, 1], evidence: evidence, classes: 2, temperature: 1)
        #expect(mistakes.map(\.sample) == [1, 2, 0] && mistakes.allSatisfy { $0.share == 1 })
    }

    @Test("Bins hold all answers, and the calibration error is what they differ by")
    func bins() throws {
        let golden = GoldenFigures.all[1]
        let figures = Figures(
            confusion: golden.confusion, labels: golden.labels,
            evidence: golden.evidence.flatMap(\.self), scale: .trained)
        let bins = figures.reliability
        #expect(bins.count == 15 && bins.reduce(0) { $0 + $1.samples } == golden.labels.count)
        let right = golden.confusion.indices.reduce(0) { $0 + golden.confusion[$1][$1] }
        #expect(bins.reduce(0) { $0 + $1.right } == right)
        let error = bins.reduce(0.0) {
            $0 + Double($1.samples) * abs($1.accuracy - $1.sureness)
        }
        let told = try #require(figures.calibrationError)
        #expect(abs(error / Double(golden.labels.count) - told) < 1e-12)
        for (place, bin) in bins.enumerated() where bin.samples > 0 {
            #expect(bin.sureness <= Double(place + 1) / 15 + 1e-12)
            #expect(bin.sureness >= Double(place) / 15 - 1e-12)
        }
    }

    @Test(
        "What leaving early comes to is what every answer says of it",
        arguments: [AskedNetworks.dense, .labelled, .images], [PredictionMode.sum, .lastBlock])
    func exits(kind: AskedNetworks, mode: PredictionMode) throws {
        let network = try kind.network()
        let numbers = kind.samples(90)
        let labels = (0..<90).map { Int32($0 % 5) }
        let samples = Samples(
            dense: Matrix(numbers.flatMap(\.self), columns: kind.inputShape.count), scale: 1,
            labels: Matrix(labels, columns: 1), shape: kind.inputShape)
        let evaluation = try network.examine(on: samples, prediction: mode)
        let answers = try Answerer(snapshotOf: network, prediction: mode).answers(to: numbers)
        #expect(evaluation.exits.map(\.confidence) == ExitTrade.confidences)
        for trade in evaluation.exits {
            let exits = try answers.map { try #require($0.exit(at: trade.confidence)) }
            #expect(trade.averageBlocks == Double(exits.reduce(0) { $0 + $1.blocks }) / 90)
            let right = zip(exits, labels).count { $0.choice.label == Int($1) }
            #expect(trade.accuracy == Double(right) / 90)
        }
        #expect(try network.evaluate(on: samples, prediction: mode).exits.isEmpty)
        #expect(try network.examine(on: samples, earlyExit: 0.5).exits.isEmpty)
    }
}
