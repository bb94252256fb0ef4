import OnwardCompute
import OnwardSettings
import Testing

@testable import OnwardData

@Suite("A program's own numbers that cannot be samples are refused")
struct OwnNumbersTests {
    private static var features: Matrix { Matrix([Float](repeating: 1, count: 6), columns: 2) }
    private static var labels: Matrix { Matrix([Int32(0), 1, 1], columns: 1) }

    private func refusal(
        _ features: Matrix = features, scale: Float = 1, labels: Matrix = labels,
        shape: Shape = Shape(2), groups: [Int32]? = nil
    ) -> String? {
        do throws(SettingsError) {
            _ = try Samples(
                features: features, scale: scale, labels: labels, shape: shape, groups: groups)
            return nil
        } catch {
            return error.setting
        }
    }

    @Test("Features, labels and groups have to belong together")
    func checksSamples() {
        #expect(refusal() == nil && refusal(groups: [1, 1, 2]) == nil)
        #expect(refusal(Matrix([Int32](repeating: 1, count: 6), columns: 2)) == "features")
        #expect(refusal(shape: Shape(3)) == "features")
        #expect(refusal(Matrix(rows: 2, columns: 3).transposed) == "features")
        #expect(refusal(scale: .nan) == "scale")
        #expect(refusal(labels: Matrix([Float(0), 1, 1], columns: 1)) == "labels")
        #expect(refusal(labels: Matrix([Int32(0), 1], columns: 1)) == "labels")
        #expect(refusal(labels: Matrix([Int32(0), -1, 1], columns: 1)) == "labels")
        #expect(refusal(groups: [1]) == "groups")
    }

    @Test("No samples at all are samples")
    func takesNone() throws {
        let none = try Samples(
            features: Matrix(rows: 0, columns: 2), scale: 1,
            labels: Matrix(.int32, rows: 0, columns: 1), shape: Shape(2))
        let (training, validation) = try none.holdOut(0.5, classes: 2, seed: 1)
        #expect(training.count == 0 && validation.count == 0)
    }

    @Test(
        "A share outside 0..<1, and a label without a class, hold nothing out",
        arguments: [
            (-0.1, 2), (1, 2), (.nan, 2), (.infinity, 2), (0.5, 1), (0.5, 0), (0.5, -1),
        ])
    func checksHoldingOut(share: Double, classes: Int) throws {
        let samples = try Samples(
            features: OwnNumbersTests.features, scale: 1, labels: OwnNumbersTests.labels,
            shape: Shape(2))
        #expect(throws: SettingsError.self) {
            try samples.holdOut(share, classes: classes, seed: 1)
        }
    }

    @Test("Prepared samples have a name each, or none has one")
    func checksNames() throws {
        let samples = try Samples(
            features: OwnNumbersTests.features, scale: 1, labels: OwnNumbersTests.labels,
            shape: Shape(2))
        #expect(PreparedSamples(samples, names: ["a", "b", "c"]).names?.count == 3)
        #expect(PreparedSamples(samples, names: ["a"]).names == nil)
    }
}
