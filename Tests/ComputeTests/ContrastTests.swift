import Foundation
import Testing

@testable import OnwardCompute

@Suite("Slopes of the contrast of goodness")
struct ContrastTests {
    private func softplus(_ x: Double) -> Double { log(1 + exp(x)) }

    @Test("Loss and slopes are those of a bound", arguments: [0..<2, 3..<5, 0..<5, 0..<0])
    func bound(high: Range<Int>) {
        expectAgreement(within: 1e-6) { engine, type in
            let slopes = Form(rows: 5, columns: 1).random(1, type)
            let goodness = slopes.numbers
            let loss = engine.makeMatrix(.float64, rows: 1, columns: 1)
            engine.contrast(slopes, high: high, bound: 0.3, factor: 0.25, loss: loss)
            func total(_ goodness: [Double]) -> Double {
                goodness.indices.reduce(0) { sum, row in
                    let logit = (high.contains(row) ? 1 : -1) * (goodness[row] - 0.3)
                    return sum + softplus(-logit) / 5
                }
            }
            #expect(abs(loss.numbers[0] - total(goodness)) < 1e-12)
            expectSlopes(slopes, factor: 0.25, of: goodness, total)
            return [slopes, loss]
        }
    }

    @Test("Loss and slopes are those of pairs", arguments: [2.0, -0.5])
    func pairs(sharpness: Double) {
        expectAgreement(within: 1e-6) { engine, type in
            let slopes = Form(rows: 6, columns: 1).random(1, type)
            let goodness = slopes.numbers
            let loss = engine.makeMatrix(.float64, rows: 1, columns: 1)
            engine.contrastPairs(slopes, sharpness: sharpness, factor: 1, loss: loss)
            func total(_ goodness: [Double]) -> Double {
                (0..<3).reduce(0) {
                    $0 + softplus(-sharpness * (goodness[$1] - goodness[$1 + 3])) / 3
                }
            }
            #expect(abs(loss.numbers[0] - total(goodness)) < 1e-12)
            expectSlopes(slopes, factor: 1, of: goodness, total)
            return [slopes, loss]
        }
    }

    @Test("Loss and slopes are those of ratios", arguments: [2.0, -0.5], [0, 0.2])
    func ratios(sharpness: Double, smoothing: Double) {
        expectAgreement(within: 1e-5) { engine, type in
            let slopes = Form(rows: 6, columns: 1).random(1, type)
            engine.sumSquares(
                of: Form(rows: 6, columns: 4).random(2, type), factor: 1, into: slopes)
            let goodness = slopes.numbers
            let loss = engine.makeMatrix(.float64, rows: 1, columns: 1)
            engine.contrastRatios(
                slopes, sharpness: sharpness, smoothing: smoothing, floor: 0.01, factor: 1,
                loss: loss)
            func total(_ goodness: [Double]) -> Double {
                (0..<3).reduce(0) {
                    let logit =
                        sharpness * (log(goodness[$1] + 0.01) - log(goodness[$1 + 3] + 0.01))
                    return $0 + ((1 - smoothing) * softplus(-logit) + smoothing * softplus(logit))
                        / 3
                }
            }
            #expect(abs(loss.numbers[0] - total(goodness)) < 1e-12)
            expectSlopes(slopes, factor: 1, of: goodness, total)
            return [slopes, loss]
        }
    }

    @Test("Extreme goodness gives finite losses and slopes")
    func extremes() {
        let engine = Engine(threads: 1)
        let loss = engine.makeMatrix(.float64, rows: 1, columns: 1)
        let slopes = Matrix([Float(1e30), -1e30, 1e30, -1e30], columns: 1)
        engine.contrast(slopes, high: 0..<2, bound: 0, factor: 1, loss: loss)
        #expect(slopes.values() == [Float(0), -0.5, 0.5, 0])
        #expect(abs(loss.numbers[0] / 5e29 - 1) < 1e-6)
    }

    @Test("An odd number of rows makes no pairs")
    func oddPairs() async {
        await #expect(processExitsWith: .failure) {
            Engine(threads: 1).contrastPairs(
                Matrix(rows: 3, columns: 1), sharpness: 1, factor: 1,
                loss: Matrix(.float64, rows: 1, columns: 1))
        }
    }

    /// Expects 2 · factor · d total / d goodness.
    private func expectSlopes(
        _ slopes: Matrix, factor: Double, of goodness: [Double], _ total: ([Double]) -> Double
    ) {
        for row in goodness.indices {
            func moved(_ step: Double) -> Double {
                var numbers = goodness
                numbers[row] += step
                return total(numbers)
            }
            let slope = 2 * factor * (moved(1e-5) - moved(-1e-5)) / 2e-5
            #expect(abs(slopes.numbers[row] - slope) < 1e-7)
        }
    }
}
