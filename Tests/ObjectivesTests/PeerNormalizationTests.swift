import Foundation
import OnwardCompute
import OnwardObjectives
import OnwardSettings
import Testing

@Suite("Peer normalization's error")
struct PeerNormalizationTests {
    private let objective = GoodnessContrast(
        .sum, loss: .threshold, peerNormalization: 0.03)
    private let means = Matrix(.float64, rows: 1, columns: 3)
    private let error = Matrix([Double.nan, .nan, .nan], columns: 3)

    /// Two true rows above a false one.
    private let output: [Double] = [1, 2, 0, 3, 0, 0, 7, 7, 7]

    private func teach(
        _ objective: GoodnessContrast, trueRows: Int = 2, hasUnits: Bool = true
    ) -> (loss: Double, error: [Double]) {
        let work = Matrix(output, columns: 3)
        let outputError = Matrix(.float64, rows: 3, columns: 3)
        let units = UnitLesson(
            activity: work.rows(0..<trueRows), buffers: [means], error: error)
        let loss = objective.meanLoss(
            of: Lesson(
                engine: Engine(threads: 1), work: work, labels: Matrix(.int32, rows: 3, columns: 1),
                trueRows: trueRows, error: outputError,
                losses: Matrix(.float64, rows: 3, columns: 1),
                loss: Matrix(.float64, rows: 1, columns: 1), units: hasUnits ? units : nil))
        return (loss, outputError.values())
    }

    private func expectNear(_ got: Matrix, _ wanted: [Double]) {
        let numbers = got.values(as: Double.self)
        #expect(zip(numbers, wanted).allSatisfy { abs($0 - $1) < 1e-12 }, "\(numbers)")
    }

    @Test("Means run over true rows alone, and errors pull units to the mean of all")
    func byHand() {
        var running = [0.0, 0, 0]
        for _ in 0..<3 {
            _ = teach(objective)
            running = zip(running, [2, 1, 0]).map { 0.9 * $0 + 0.1 * $1 }
            let mean = running.reduce(0, +) / 3
            expectNear(means, running)
            expectNear(error, running.map { 0.03 * ($0 - mean) / 2 })
        }
    }

    @Test("What is written on the output, and the loss, are the same with it and without")
    func leavesGoodness() {
        let (with, without) = (
            teach(objective), teach(GoodnessContrast(.sum, loss: .threshold), hasUnits: false)
        )
        #expect(with.loss == without.loss && with.error == without.error)
    }

    @Test("A batch without true rows moves nothing")
    func waits() {
        _ = teach(objective)
        let before = means.values(as: Double.self)
        _ = teach(objective, trueRows: 0)
        #expect(means.values(as: Double.self) == before)
    }

    @Test("It is off unless asked for, and asks for units")
    func isOff() throws {
        #expect(try GoodnessContrast().unitBuffers(units: nil).isEmpty)
        #expect(try GoodnessContrast().unitBuffers(units: 5).isEmpty)
        #expect(try CrossEntropy().unitBuffers(units: 5).isEmpty)
        #expect(try objective.unitBuffers(units: 5) == ["mean_activity"])
        let refused = #expect(throws: SettingsError.self) { try objective.unitBuffers(units: nil) }
        #expect(refused?.description.contains("dense") == true)
    }
}
