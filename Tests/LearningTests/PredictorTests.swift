import OnwardCompute
import OnwardData
import OnwardInference
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
            for (one, other) in pairs(try predictor.predict(samples), whole) {
                for (x, y) in pairs(one.evidence, other.evidence) { #expect(abs(x - y) < 1e-5) }
            }
        }
    }

    @Test(
        "Evidence for samples in memory is that of the mode it was made for, in either precision",
        arguments: [Precision.float32, .bfloat16Emulated])
    func evidence(precision: Precision) throws {
        let engine = Engine(threads: 1, precision: precision)
        let input = Matrix((0..<12).map { Float($0) / 5 - 1 }, columns: 6)
        let samples = Samples(
            features: input, scale: 1, labels: Matrix(.int32, rows: 2, columns: 1),
            shape: Shape(6))
        for (network, modes) in [
            (try toyNetwork([9, 7]), [PredictionMode.sum, .lastBlock]),
            (try contrastNetwork([[9], [7]]), [.sum]),
        ] {
            for mode in modes {
                let predictor = try Predictor(network, prediction: mode, engine: engine)
                let wanted = try predictor.predict(samples).flatMap(\.evidence)
                #expect(predictor.evidence(for: input).floats == wanted)
            }
        }
    }
}
