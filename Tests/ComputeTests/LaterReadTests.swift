import Foundation
import Testing

@testable import OnwardCompute

@Suite("What is read later than it is computed")
struct LaterReadTests {
    private let engine = Engine(threads: 1)

    @Test("A mean is the one that is read at once, to the bit", arguments: Form.all)
    func mean(form: Form) {
        for type in [ElementType.float32, .float64] {
            let numbers = form.random(1, type)
            let mean = engine.makeMatrix(.float64, rows: 1, columns: 1)
            engine.mean(of: numbers, into: mean)
            #expect(mean.values() == [engine.mean(of: numbers)])
            let sum = numbers.numbers.reduce(0, +)
            #expect(mean.values() == [sum / Double(numbers.count)])
        }
    }

    @Test("The mean of nothing is 0, that of what is no number none")
    func meanOfNothing() {
        let mean = engine.makeMatrix(.float64, rows: 1, columns: 1)
        mean.assign([3.0])
        engine.mean(of: Matrix(rows: 0, columns: 4), into: mean)
        #expect(mean.values() == [0.0])
        engine.mean(of: Matrix([Float(1), .nan], columns: 2), into: mean)
        #expect(mean.values(as: Double.self)[0].isNaN)
    }

    @Test("Losses add up as numbers do that are read after every step")
    func sums() {
        let sum = engine.makeMatrix(.float64, rows: 1, columns: 1)
        let mean = engine.makeMatrix(.float64, rows: 1, columns: 1)
        var expected = 0.0
        for step in 0..<20 {
            let losses = Form(rows: 33, columns: 1).random(step, .float32)
            engine.mean(of: losses, into: mean)
            engine.add(mean, times: 33, to: sum)
            expected += engine.mean(of: losses) * 33
        }
        #expect(sum.values() == [expected])
    }

    @Test("Correct answers add up", arguments: Form.all)
    func counts(form: Form) {
        let count = engine.makeMatrix(.float64, rows: 1, columns: 1)
        var expected = 0
        for step in 0..<3 {
            let evidence = form.random(step, .float32)
            let labels = form.labels(step, below: form.columns)
            engine.countCorrect(evidence, labels: labels, addingTo: count)
            expected += engine.countCorrect(evidence, labels: labels)
        }
        #expect(count.values() == [Double(expected)])
    }

    @Test("The mean loss of cross-entropy is written as it is returned", arguments: Form.all)
    func crossEntropy(form: Form) {
        let (evidence, labels) = (form.random(1, .float32), form.labels(2, below: form.columns))
        let (error, losses) = (form.unwritten(.float32), Matrix(rows: form.rows, columns: 1))
        let mean = engine.makeMatrix(.float64, rows: 1, columns: 1)
        engine.crossEntropy(
            of: evidence, labels: labels, error: error, losses: losses, mean: mean)
        let written = error.numbers
        let returned: Double = engine.crossEntropy(
            of: evidence, labels: labels, error: error, losses: losses)
        #expect(mean.values() == [returned])
        #expect(error.numbers == written)
    }
}
