import Foundation
import OnwardCompute
import OnwardSettings
import Testing

@testable import OnwardData

private let side = 12
private let classes = 4

/// Grey images of 12 × 12, each of one shade that no other has and none of it black.
private func images(_ count: Int, channels: Int = 1) -> Samples {
    let shape = Shape(channels, side, side)
    let features = (0..<count).flatMap {
        [Float](repeating: shade($0, of: count), count: shape.count)
    }
    return Samples(
        dense: Matrix(features, columns: shape.count), scale: 1,
        labels: Matrix((0..<Int32(count)).map { $0 % Int32(classes) }, columns: 1), shape: shape)
}

private func shade(_ image: Int, of count: Int) -> Float { Float(image + 1) / Float(count) }

private func pixels(_ samples: Samples) -> [[Float]] {
    let input = Matrix(rows: samples.count, columns: samples.shape.count)
    samples.gather(
        Matrix((0..<Int32(samples.count)).map { $0 }, columns: 1), into: input,
        labels: Matrix(.int32, rows: samples.count, columns: 1), on: Engine(threads: 1))
    return (0..<samples.count).map { input.rows($0..<$0 + 1).values() }
}

/// Mean and standard deviation.
private func moments(_ numbers: [Float]) -> (mean: Float, deviation: Float) {
    let mean = numbers.reduce(0, +) / Float(numbers.count)
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(numbers.count)
    return (mean, variance.squareRoot())
}

@Suite("Training samples are corrupted four ways")
struct CorruptionTests {
    @Test("A quarter each makes of 60,000 images the paper's 80,000 samples")
    func papersCounts() {
        for kind in Corruption.Kind.allCases {
            #expect(Corruption.quarters.count(of: kind, images: 60_000) == 20_000)
        }
    }

    @Test("Every image is used once, whatever the shares", arguments: [0, 1, 2, 10, 101])
    func counts(images count: Int) throws {
        let corruption = try Corruption(clean: 0.5, noise: 0.1, blank: 0.2, pure: 0.2)
        let corrupted = try corruption.apply(to: images(count), classes: classes, seed: 1)
        for kind in Corruption.Kind.allCases {
            let expected = Double(count) * corruption.share(of: kind) / 0.8
            let found = corrupted.kinds.count { $0 == kind }
            #expect(found == corruption.count(of: kind, images: count))
            #expect(abs(Double(found) - expected) <= 1, "\(found) of \(kind)")
        }
        #expect(corrupted.kinds.prefix(count).allSatisfy { $0 != .pure })
        #expect(corrupted.kinds.dropFirst(count).allSatisfy { $0 == .pure })
        #expect(corrupted.samples.count == corrupted.kinds.count)
        #expect(corrupted.samples.allLabels.prefix(count) == images(count).allLabels[...])
    }

    @Test("Clean images stay, in their places, and the three parts are mixed")
    func keepsClean() throws {
        let original = images(90)
        let corrupted = try Corruption.quarters.apply(to: original, classes: classes, seed: 1)
        let (before, after) = (pixels(original), pixels(corrupted.samples))
        for (sample, kind) in corrupted.kinds.prefix(90).enumerated() {
            #expect((before[sample] == after[sample]) == (kind == .clean))
        }
        #expect(Set(corrupted.kinds.prefix(30)).count == 3)
        #expect(pixels(original) == before)
    }

    @Test("Noise has the asked deviation, no mean, and is not clipped")
    func noise() throws {
        let corruption = try Corruption(clean: 0, noise: 1, blank: 0, pure: 0, deviation: 0.2)
        let noisy = pixels(try corruption.apply(to: images(100), classes: classes, seed: 2).samples)
        let noise = noisy.enumerated().flatMap { sample, row in
            row.map { $0 - shade(sample, of: 100) }
        }
        let (mean, deviation) = moments(noise)
        #expect(abs(mean) < 0.01 && abs(deviation - 0.2) < 0.01, "\(mean) ± \(deviation)")
        #expect(noisy[0].contains { $0 < 0 } && noisy[99].contains { $0 > 1 })
    }

    @Test("The bottom rows of every channel are blanked: one at least, all but one at most")
    func blankedRows() throws {
        let corruption = try Corruption(clean: 0, noise: 0, blank: 1, pure: 0)
        let corrupted = try corruption.apply(
            to: images(400, channels: 2), classes: classes, seed: 3)
        var met: Set<Int> = []
        for (sample, row) in pixels(corrupted.samples).enumerated() {
            let kept = row.prefix { $0 != 0 }.count
            #expect(kept % side == 0)
            met.insert(side - kept / side)
            let channel =
                [Float](repeating: shade(sample, of: 400), count: kept)
                + [Float](repeating: 0, count: side * side - kept)
            #expect(row == channel + channel)
        }
        #expect(met == Set(1..<side))
    }

    @Test("Pure noise lies about the mean pixel, its labels uniform over the classes")
    func pureNoise() throws {
        let corruption = try Corruption(clean: 0.2, noise: 0, blank: 0, pure: 0.8)
        let corrupted = try corruption.apply(to: images(200), classes: classes, seed: 4)
        let noise = pixels(corrupted.samples).dropFirst(200).flatMap { $0 }
        let (mean, deviation) = moments(noise)
        let meanPixel = (0..<200).reduce(0) { $0 + shade($1, of: 200) } / 200
        #expect(abs(mean - meanPixel) < 0.005 && abs(deviation - 0.1) < 0.005)
        let labels = corrupted.samples.allLabels.dropFirst(200)
        #expect(labels.count == 800)
        for label in 0..<Int32(classes) {
            // 200 are to be expected; 60 are five standard deviations.
            #expect(abs(labels.count { $0 == label } - 200) < 60)
        }
    }

    @Test("The same seed spoils alike, another one otherwise")
    func determinism() throws {
        func corrupted(_ seed: UInt64) throws -> CorruptedSamples {
            try Corruption.quarters.apply(to: images(60), classes: classes, seed: seed)
        }
        let (first, again, other) = (try corrupted(1), try corrupted(1), try corrupted(2))
        #expect(pixels(first.samples) == pixels(again.samples))
        #expect(first.samples.allLabels == again.samples.allLabels)
        #expect(first.kinds == again.kinds)
        #expect(first.kinds != other.kinds)
        #expect(pixels(first.samples).last != pixels(other.samples).last)
    }

    @Test("No two samples get the same noise")
    func independence() throws {
        let corrupted = try Corruption.quarters.apply(to: images(60), classes: classes, seed: 1)
        let pure = pixels(corrupted.samples).dropFirst(60)
        #expect(Set(pure).count == pure.count)
    }

    @Test("Bytes are spoiled as the numbers in 0…1 that they mean")
    func readsBytes() throws {
        let bytes = Samples(
            dense: Matrix([UInt8](repeating: 51, count: 4 * 6), columns: 4), scale: 1 / 255,
            labels: Matrix(.int32, rows: 6, columns: 1), shape: Shape(1, 2, 2))
        let corruption = try Corruption(clean: 0.5, noise: 0, blank: 0.5, pure: 0)
        let rows = pixels(try corruption.apply(to: bytes, classes: 1, seed: 1).samples)
        #expect(rows.flatMap { $0 }.allSatisfy { $0 == 0 || abs($0 - 0.2) < 1e-6 })
        #expect(rows.flatMap { $0 }.count { $0 == 0 } == 6)
    }

    @Test(
        "Shares that cannot be are refused",
        arguments: [
            ([0.5, 0.5, 0.5, 0.5], "the sum of the shares must be 1, not 2.0"),
            ([0.75, 0.5, -0.25, 0], "the share of blank must be at least 0"),
            ([Double.nan, 0.5, 0.25, 0.25], "the share of clean"),
            ([0, 0, 0, 1], "the share of pure must be at most 0.9, not 1.0"),
        ])
    func refusesShares(shares: [Double], says: String) {
        let error = #expect(throws: SettingsError.self) {
            try Corruption(
                clean: shares[0], noise: shares[1], blank: shares[2], pure: shares[3])
        }
        #expect(error?.description.contains(says) == true, "\(String(describing: error))")
    }

    @Test("Rows can be blanked only where there are two")
    func refusesFlatSamples() throws {
        let flat = Samples(
            dense: Matrix(rows: 3, columns: 5), scale: 1,
            labels: Matrix(.int32, rows: 3, columns: 1), shape: Shape(5))
        #expect(throws: SettingsError.self) {
            try Corruption.quarters.apply(to: flat, classes: 1, seed: 1)
        }
        let noise = try Corruption(clean: 0, noise: 1, blank: 0, pure: 0)
        #expect(try noise.apply(to: flat, classes: 1, seed: 1).samples.count == 3)
    }

    @Test("It is written and read as JSON, and checked again")
    func codes() throws {
        let corruption = try Corruption(
            clean: 0.1, noise: 0.2, blank: 0.3, pure: 0.4, deviation: 0.5)
        let data = try JSONEncoder().encode(corruption)
        #expect(try JSONDecoder().decode(Corruption.self, from: data) == corruption)
        let damaged = #"{"clean":1,"noise":1,"blank":0,"pure":0,"deviation":0.1}"#
        #expect(throws: SettingsError.self) {
            try JSONDecoder().decode(Corruption.self, from: Data(damaged.utf8))
        }
    }
}
