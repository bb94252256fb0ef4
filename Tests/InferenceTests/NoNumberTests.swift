import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardNetworks
import OnwardObjectives
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardInference

/// Rectifiers, maxima and divisions by a length can make zeros of what is no number.
@Suite("What is no number is never a class")
struct NoNumberTests {
    private func samples(_ kind: AskedNetworks, _ count: Int, spoiling row: Int, by number: Float)
        -> Samples
    {
        var numbers = kind.samples(count)
        numbers[row][1] = number
        return Samples(
            dense: Matrix(numbers.flatMap(\.self), columns: kind.inputShape.count), scale: 1,
            labels: Matrix((0..<Int32(count)).map { $0 % 5 }, columns: 1),
            shape: kind.inputShape)
    }

    /// A length is too large to be computed where it is divided by.
    private static let spoiled: [(AskedNetworks, Float)] =
        AskedNetworks.allCases.flatMap { kind in
            [Float.nan, .infinity, -.infinity].map { (kind, $0) }
        } + [(.labelled, 3e38), (.read, 3e38)]

    @Test(
        "A sample that is none, or too large to be computed with, spoils no other",
        arguments: spoiled)
    func spoilsSample(kind: AskedNetworks, number: Float) throws {
        let network = try kind.network()
        let answerer = try Answerer(owning: network, threads: 1)
        let sound = try answerer.everyAnswer(to: samples(kind, 9, spoiling: 4, by: 0.5))
        let spoiled = samples(kind, 9, spoiling: 4, by: number)
        let answers = try answerer.everyAnswer(to: spoiled)
        #expect(answers.map(\.isFinite) == (0..<9).map { $0 != 4 })
        for row in 0..<9 where row != 4 { #expect(answers[row].evidence == sound[row].evidence) }
        #expect(throws: SettingsError.self) { try answerer.answers(to: spoiled) }
        let evaluation = try network.examine(on: spoiled, threads: 1)
        #expect(evaluation.unanswered == [4] && evaluation.loss == nil)
        #expect(evaluation.confusion.flatMap(\.self).reduce(0, +) == 8)
        #expect(evaluation.accuracy <= 8 / 9)
    }

    @Test(
        "A weight that is none spoils every answer, whichever it is",
        arguments: AskedNetworks.allCases, [0, 1])
    func spoilsWeights(kind: AskedNetworks, block: Int) throws {
        let network = try kind.network()
        for tensor in network.blocks[block].weights.prefix(1) {
            var values = tensor.matrix.values(as: Float.self)
            values[values.count / 2] = .nan
            tensor.matrix.assign(values)
        }
        let whole = samples(kind, 5, spoiling: 0, by: 1)
        let evaluation = try network.examine(on: whole, threads: 1)
        #expect(evaluation.unanswered == [0, 1, 2, 3, 4] && evaluation.accuracy == 0)
        #expect(evaluation.blockAccuracy[block] == 0)
        let answerer = try Answerer(owning: network, threads: 1)
        #expect(try answerer.everyAnswer(to: whole).allSatisfy { !$0.isFinite })
    }

    @Test("A sample that leaves early does not, where it is none")
    func staysUntilLast() throws {
        let network = try AskedNetworks.dense.network()
        let answerer = try Answerer(owning: network, earlyExit: 0.01, threads: 1)
        let answers = try answerer.everyAnswer(
            to: samples(.dense, 9, spoiling: 4, by: .nan))
        #expect(answers.map(\.isFinite) == (0..<9).map { $0 != 4 })
        #expect(answers[4].blocksUsed == 2 && answers[3].blocksUsed == 1)
    }

    @Test("What overflows within a block is none, whatever its upper layers make of it")
    func findsOverflow() throws {
        let network = try Network(
            input: Shape(3), classes: TinyData.names(2), objective: .crossEntropy, seed: 1
        ) {
            Block {
                Dense(4, activation: .relu, bias: false)
                Dense(4, activation: .relu, bias: false)
                Dense(4, activation: .relu, bias: false)
            }
        }
        for tensor in network.blocks[0].weights {
            // Infinite in the second layer, and infinity less infinity in the third.
            tensor.matrix.assign(
                (0..<tensor.matrix.count).map { Float($0 % 2 == 0 ? 1e25 : -0.5e25) })
        }
        let one = Samples(
            dense: Matrix([Float(1), 1, 1], columns: 3), scale: 1,
            labels: Matrix([Int32(0)], columns: 1), shape: Shape(3))
        #expect(try network.evaluate(on: one, threads: 1).unanswered == [0])
    }
}
