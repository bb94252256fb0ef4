import Foundation
import Testing

@testable import OnwardInference

/// One case of `Golden/figures.json`; its producer beside it says what it is.
struct GoldenFigures: Decodable, CustomTestStringConvertible {
    let name: String
    let labels: [Int]
    let evidence: [[Float]]
    let confusion: [[Int]]
    let precision, recall, f1: [Double]
    let samples: [Int]
    let areas: [Double?]
    let macro: [Double]
    let area, topThree: Double?
    let balancedAccuracy, loss, calibrationError: Double

    var testDescription: String { name }

    static let all: [GoldenFigures] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Golden/figures.json")
        return (try? JSONDecoder().decode([GoldenFigures].self, from: Data(contentsOf: file))) ?? []
    }()
}

@Suite("Figures of answers")
struct FiguresTests {
    private func expect(_ got: [Double?], _ wanted: [Double?], _ name: String) {
        #expect(got.map { $0 == nil } == wanted.map { $0 == nil }, "\(name)")
        for (one, other) in zip(got, wanted) {
            #expect(abs((one ?? 0) - (other ?? 0)) < 1e-9, "\(name)")
        }
    }

    @Test("All cases are there")
    func findsGoldenValues() { #expect(GoldenFigures.all.count == 5) }

    @Test("They are scikit-learn's, and NumPy's for calibration", arguments: GoldenFigures.all)
    func agrees(golden: GoldenFigures) {
        let figures = Figures(
            confusion: golden.confusion, labels: golden.labels,
            evidence: golden.evidence.flatMap(\.self), scale: .trained)
        expect(figures.classes.map(\.precision), golden.precision, "precision")
        expect(figures.classes.map(\.recall), golden.recall, "recall")
        expect(figures.classes.map(\.f1), golden.f1, "F1")
        #expect(figures.classes.map(\.samples) == golden.samples)
        expect(figures.areas, golden.areas, "areas")
        expect([figures.precision, figures.recall, figures.f1], golden.macro, "macro")
        expect([figures.area], [golden.area], "area")
        expect([figures.balancedAccuracy], [golden.balancedAccuracy], "balanced accuracy")
        expect([figures.loss], [golden.loss], "loss")
        expect([figures.calibrationError], [golden.calibrationError], "calibration")
        expect([figures.topThreeAccuracy], [golden.topThree], "top three")
    }

    @Test("Evidence that is no number counts as wrong, and leaves loss and calibration unknown")
    func skipsWhatIsNoNumber() {
        let figures = Figures(
            confusion: [[1, 0], [0, 1]], labels: [0, 1, 1],
            evidence: [2, 1, 1, 2, .nan, 2], scale: .trained)
        #expect(figures.classes[1].samples == 2 && figures.classes[1].recall == 0.5)
        #expect(figures.areas == [1, 1] && figures.balancedAccuracy == 0.75)
        #expect(figures.loss == nil && figures.calibrationError == nil)
    }

    @Test(
        "The temperature is where the cross-entropy is least, and there is none for what is all right"
    )
    func fitsTemperature() throws {
        let golden = GoldenFigures.all[1]
        let evidence = golden.evidence.flatMap { $0.map { 300 * $0 } }
        let best = try #require(
            Temperature.fitted(evidence, labels: golden.labels, classes: 4))
        func loss(_ temperature: Double) throws -> Double {
            try #require(
                Figures(
                    confusion: golden.confusion, labels: golden.labels, evidence: evidence,
                    scale: .divided(by: temperature)
                ).loss)
        }
        #expect(try loss(best) < loss(1.001 * best) && loss(best) < loss(0.999 * best))
        #expect(try loss(best) < golden.loss && best > 100)
        #expect(Temperature.fitted([1, 0, 0, 1], labels: [0, 1], classes: 2) == nil)
        #expect(Temperature.fitted([1, 0, 0, 1], labels: [1, 0], classes: 2) == nil)
        #expect(Temperature.fitted([], labels: [], classes: 2) == nil)
    }
}
