import Foundation
import Testing

@testable import OnwardCompute

@Suite("Cross-entropy and the class with most evidence")
struct CrossEntropyTests {
    @Test("Every version agrees on losses and errors", arguments: Form.all, [Float(1), 30])
    func agreement(form: Form, scale: Float) {
        expectAgreement(within: 1e-5) { engine, type in
            let evidence = form.random(1, type, scale: scale)
            let (error, losses) = (
                form.unwritten(type), Form(rows: form.rows, columns: 1).unwritten(type)
            )
            let mean = engine.crossEntropy(
                of: evidence, labels: form.labels(2, below: form.columns), error: error,
                losses: losses)
            #expect(mean == losses.numbers.reduce(0, +) / Double(form.rows))
            // P − Y and the loss near zero are as exact as a share of one, not of themselves.
            let errors = error.numbers.map { 1 + Double(form.rows) * $0 }
            let shifted = losses.numbers.map { 1 + $0 }
            return [Matrix(errors, columns: form.columns), Matrix(shifted, columns: 1)]
        }
    }

    @Test("The error is the slope of the mean loss", arguments: [1, 7, 33])
    func slope(classes: Int) {
        let engine = Engine(threads: 1)
        let form = Form(rows: 3, columns: classes)
        let evidence = form.random(1, .float64)
        let labels = form.labels(2, below: classes)
        let (error, losses) = (form.unwritten(.float64), Matrix(.float64, rows: 3, columns: 1))
        let scratch = form.unwritten(.float64)
        _ = engine.crossEntropy(of: evidence, labels: labels, error: error, losses: losses)
        func loss(_ index: Int, _ step: Double) -> Double {
            var values = evidence.numbers
            values[index] += step
            return engine.crossEntropy(
                of: Matrix(values, columns: classes), labels: labels, error: scratch,
                losses: losses)
        }
        for index in 0..<form.rows * classes {
            let slope = (loss(index, 1e-5) - loss(index, -1e-5)) / 2e-5
            #expect(abs(slope - error.numbers[index]) < 1e-9)
        }
    }

    @Test("Equal evidence costs the logarithm of the classes", arguments: KernelForm.allCases)
    func equalEvidence(kernels: KernelForm) {
        let evidence = Matrix([Float](repeating: 5000, count: 20), columns: 10)
        let (error, losses) = (Matrix(rows: 2, columns: 10), Matrix(rows: 2, columns: 1))
        let mean = Engine(threads: 1, kernels: kernels).crossEntropy(
            of: evidence, labels: Matrix([Int32(0), 9], columns: 1), error: error, losses: losses)
        #expect(abs(mean - log(10)) < 1e-6)
        #expect(abs(error[0, 0] + 0.45) < 1e-6 && abs(error[0, 9] - 0.05) < 1e-6)
        #expect(abs(error[1, 0] - 0.05) < 1e-6 && abs(error[1, 9] + 0.45) < 1e-6)
    }

    @Test("Extreme evidence gives finite losses and errors", arguments: KernelForm.allCases)
    func extremes(kernels: KernelForm) {
        let evidence = Matrix([Float(1e30), 0, -1e30, -1e30, -1e30, 200], columns: 3)
        let (error, losses) = (Matrix(rows: 2, columns: 3), Matrix(rows: 2, columns: 1))
        _ = Engine(threads: 1, kernels: kernels).crossEntropy(
            of: evidence, labels: Matrix([Int32(0), 0], columns: 1), error: error, losses: losses)
        #expect(losses.values() == [Float(0), 1e30])
        #expect(error.values() == [Float(0), 0, 0, -0.5, 0, 0.5])
    }

    @Test(
        "Evidence that is not a number gives a loss that is none",
        arguments: KernelForm.allCases,
        [2, 7, 33])
    func notANumber(kernels: KernelForm, classes: Int) {
        let form = Form(rows: 3, columns: classes)
        for place in 0..<classes {
            for label in [0, classes - 1] {
                let evidence = form.random(1, .float32)
                evidence[1, place] = .nan
                let (error, losses) = (form.unwritten(.float32), Matrix(rows: 3, columns: 1))
                let labels = Matrix([Int32](repeating: Int32(label), count: 3), columns: 1)
                let mean = Engine(threads: 1, kernels: kernels).crossEntropy(
                    of: evidence, labels: labels, error: error, losses: losses)
                #expect(mean.isNaN && losses[1, 0].isNaN)
                #expect(losses[0, 0].isFinite && losses[2, 0].isFinite)
            }
        }
    }

    @Test("The class with most evidence is found, and the rows where it is the label")
    func strongestClass() {
        let engine = Engine(threads: 1)
        for form in Form.all {
            let evidence = form.random(1, .float32)
            let classes = Matrix(.int32, rows: form.rows, columns: 1)
            engine.strongestClass(of: evidence, into: classes)
            let expected = (0..<form.rows).map { row in
                Int32((0..<form.columns).max { evidence[row, $0] < evidence[row, $1] } ?? 0)
            }
            #expect(classes.values() == expected)
            let labels = form.labels(3, below: form.columns)
            let correct = zip(expected, labels.values(as: Int32.self)).filter { $0 == $1 }.count
            #expect(engine.countCorrect(evidence, labels: labels) == correct)
        }
    }

    @Test("Of equal evidence the lowest class counts")
    func ties() {
        let engine = Engine(threads: 1)
        let evidence = Matrix([Float(1), 3, 3, 2, 2, 2], columns: 3)
        let classes = Matrix(.int32, rows: 2, columns: 1)
        engine.strongestClass(of: evidence, into: classes)
        #expect(classes.values() == [Int32(1), 0])
        #expect(engine.countCorrect(evidence, labels: classes) == 2)
        #expect(engine.countCorrect(evidence, labels: Matrix([Int32(2), 0], columns: 1)) == 1)
    }
}
