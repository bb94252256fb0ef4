import Foundation
import OnwardCompute
import OnwardObjectives
import OnwardTestSupport
import Testing

@Test("Cross-entropy is the mean of −log P, and its error (P − Y) / N")
func computesCrossEntropy() {
    // e⁰ : e^ln 3 = 1 : 3, so P = ¼, ¾ in both rows.
    let evidence = Matrix([0, log(3.0), log(3.0), 0], columns: 2)
    let error = Matrix(.float64, rows: 2, columns: 2)
    let loss = CrossEntropy().meanLoss(
        of: Lesson(
            engine: Engine(threads: 1), work: evidence, labels: Matrix([Int32(1), 1], columns: 1),
            trueRows: 2, error: error, losses: Matrix(.float64, rows: 2, columns: 1),
            loss: Matrix(.float64, rows: 1, columns: 1)))
    #expect(abs(loss - (log(4.0 / 3) + log(4.0)) / 2) < 1e-12)
    let expected = [0.125, -0.125, 0.375, -0.375]
    #expect(zip(error.values(as: Double.self), expected).allSatisfy { abs($0 - $1) < 1e-12 })
}

@Test("Cross-entropy's evidence is the head's")
func scoresHead() {
    let work = Matrix([Float(1), -2, 3], columns: 3)
    let evidence = Matrix(rows: 1, columns: 3)
    CrossEntropy().score(Exam(engine: Engine(threads: 1), work: work, evidence: evidence))
    #expect(evidence.values(as: Float.self) == [1, -2, 3])
}
