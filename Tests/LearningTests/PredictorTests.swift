import OnwardCompute
import OnwardData
import OnwardLearning
import Testing

@Suite("A predictor")
struct PredictorTests {
    @Test("It gives the same answers however many samples it is shown at once")
    func batchSizes() throws {
        let (network, samples) = (try toyNetwork([9, 7]), toySamples(20, seed: 3))
        let whole = try network.predict(samples)
        for size in [1, 3, 250] {
            let predictor = try Predictor(network, batchSize: size)
            #expect(predictor.batchSize == size)
            for (one, other) in zip(try predictor.predict(samples), whole) {
                for (x, y) in zip(one.evidence, other.evidence) { #expect(abs(x - y) < 1e-5) }
            }
        }
    }

    @Test("Evidence for samples in memory is that of the mode it was made for")
    func evidence() throws {
        let network = try toyNetwork([9, 7])
        let input = Matrix((0..<12).map { Float($0) / 5 - 1 }, columns: 6)
        let samples = Samples(
            features: input, scale: 1, labels: Matrix(.int32, rows: 2, columns: 1),
            shape: Shape(6))
        for mode in [PredictionMode.sum, .lastBlock] {
            let predictor = try Predictor(network, prediction: mode)
            let wanted = try network.predict(samples, prediction: mode).flatMap(\.evidence)
            #expect(predictor.evidence(for: input).floats == wanted)
        }
    }
}
