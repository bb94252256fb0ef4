import Foundation
import OnwardInference
import Testing

private struct Report: Decodable {
    struct Training: Decodable {
        let batches: Int
        let secondsPerEpoch: Double
        let samplesPerSecond: Double
        let gigaflops: Double
        let limitGigaflops: Double
        let shareOfLimit: Double
        let parts: [String: Double]
    }
    struct Prediction: Decodable {
        let batchSize: Int
        let microseconds: Double
        let samplesPerSecond: Double
    }
    struct Depth: Decodable {
        let depth: Int
        let blocks: Int
        let peakBytes: Int
    }
    struct Environment: Decodable {
        let threads: Int
        let precision: String
    }
    let environment: Environment
    let training: Training?
    let prediction: [Prediction]?
    let memory: [Depth]?
}

private func report(_ arguments: String...) throws -> Report {
    let usual = ["benchmark", "--threads", "1", "--json"]
    // Held until the end: it takes its folder with it.
    let program = try Program(ToyData())
    let result = try withExtendedLifetime(program) { try $0.start(usual + arguments).wait() }
    try #require(result.status == 0, "\(result)")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Report.self, from: Data(result.output.utf8))
}

@Suite("onward benchmark", .serialized)
struct BenchmarkTests {
    @Test("A training's speed, its share of the limit and its parts agree with one another")
    func training() throws {
        let training = try #require(
            try report(
                "--data", "data", "--validation", "0", "--network", "12,8", "--batch-size", "20",
                "--batches", "40", "--measure", "training"
            ).training)
        #expect(training.batches == 40)
        // The toy data have 60 samples.
        #expect(abs(training.secondsPerEpoch * training.samplesPerSecond - 60) < 1e-6)
        // Block 1 takes 16 · 12 · 2 products and its head 12 · 3 · 3, block 2 12 · 8 · 2 and 8 · 3 · 3.
        let products = [16 * 12 * 2, 12 * 3 * 3, 12 * 8 * 2, 8 * 3 * 3]
        let perSample = 2 * Double(products.reduce(0, +))
        let expected = perSample * training.samplesPerSecond / 1e9
        #expect(abs(training.gigaflops / expected - 1) < 1e-6)
        #expect(training.limitGigaflops > 0)
        #expect(
            abs(training.shareOfLimit - training.gigaflops / training.limitGigaflops) < 1e-9)
        #expect(Set(training.parts.keys) == ["products", "optimizer", "data", "rest"])
        #expect(training.parts.values.allSatisfy { $0 > 0 })
        #expect(abs(training.parts.values.reduce(0, +) - 1) < 1e-9)
    }

    @Test("Random images stand in for a data set; a contrast's shared product counts once")
    func randomImages() throws {
        let training = try #require(
            try report(
                "--random-images", "100x1x4x5", "--validation", "0", "--algorithm", "ff",
                "--network", "6", "--batch-size", "10", "--batches", "10", "--measure", "training"
            ).training)
        // Of 20 pixels ten hold the label; the other ten are multiplied once for both rows.
        let perSample = Double(2 * 10 * 6 * 2)
        let expected = perSample * training.samplesPerSecond / 1e9
        #expect(abs(training.gigaflops / expected - 1) < 1e-6)
    }

    @Test("Predictions are timed one by one and in batches, of as many samples as the mode allows")
    func prediction() throws {
        let single = try #require(
            try report(
                "--data", "data", "--network", "12,8", "--prediction", "last-block", "--batches",
                "20", "--measure", "prediction"
            ).prediction)
        // The toy data have 30 samples to test with.
        #expect(single.map(\.batchSize) == [1, 30])
        for result in single {
            let expected = Double(result.batchSize) / result.samplesPerSecond * 1e6
            #expect(result.microseconds > 0 && abs(result.microseconds / expected - 1) < 1e-6)
        }
        let chosen = try #require(
            try report(
                "--data", "data", "--network", "12,8", "--samples-at-once", "7", "--measure",
                "prediction"
            ).prediction)
        #expect(chosen.map(\.batchSize) == [7])
    }

    @Test("The report says the precision that was asked for")
    func precision() throws {
        let said = try report(
            "--data", "data", "--network", "12,8", "--batches", "5", "--precision",
            "bfloat16-emulated")
        #expect(said.training != nil && said.prediction != nil)
        #expect(said.environment.precision == "bfloat16-emulated")
        #expect(said.environment.threads == 1)
    }

    @Test("Simultaneous training takes more memory with every block, each depth on its own")
    func memory() throws {
        let memory = try #require(
            try report(
                "--random-images", "64x1x16x16", "--network", "256,512", "--batch-size", "16",
                "--measure", "memory", "--depths", "2,6,10"
            ).memory)
        #expect(memory.map(\.depth) == [2, 6, 10])
        #expect(memory.map(\.blocks) == [2, 6, 10])
        // A block of 512 units has 512 · (512 + 10) weights, and Adam two numbers for each.
        let perBlock = Double(memory[2].peakBytes - memory[0].peakBytes) / 8
        let expected = Double(3 * 4 * 512 * (512 + 10))
        #expect(perBlock > 0.9 * expected && perBlock < 1.3 * expected, "\(perBlock) bytes")
    }

    @Test("What cannot be measured is refused with the reason")
    func refusals() throws {
        let program = try Program(ToyData())
        func errors(_ arguments: String...) throws -> String {
            let result = try program.start(["benchmark", "--threads", "1"] + arguments).wait()
            #expect(result.status == 64, "\(result)")
            return result.errors
        }
        let layerwise = try errors(
            "--data", "data", "--measure", "training", "--training-schedule", "layerwise")
        #expect(layerwise.contains("all learn from every batch"))
        #expect(try errors("--random-images", "5x5").contains("50000x3x32x32"))
        #expect(try errors("--data", "data", "--depths", "2,x").contains("2,4,8"))
        #expect(try errors("--data", "data", "--batches", "0").contains("at least 1"))
    }
}
