import OnwardCompute

/// Images of random bytes with random labels: nothing to learn, but as much work as real ones of
/// their size.
package struct RandomImages: Sendable {
    package let count: Int
    package let shape: Shape
    package let classes: Int
    package let seed: UInt64

    package init(_ count: Int, shape: Shape, classes: Int = 10, seed: UInt64 = 1) {
        precondition(count > 0 && classes > 1, "\(count) images in \(classes) classes")
        self.count = count
        self.shape = shape
        self.classes = classes
        self.seed = seed
    }

    /// Training samples, and a fifth as many to test with.
    package func dataset() -> Dataset {
        let random = RandomSource(seed: seed, for: .synthesis)
        return Dataset(
            name: "random images", classes: (0..<classes).map(String.init),
            train: draw(count, random[0]), test: draw(max(count / 5, 1), random[1]))
    }

    private func draw(_ count: Int, _ random: RandomSource) -> Samples {
        let features = Matrix(.uint8, rows: count, columns: shape.count)
        var pixels = [UInt8](repeating: 0, count: shape.count)
        for sample in 0..<count {
            let source = random[sample]
            for first in stride(from: 0, to: pixels.count, by: 4) {
                let word = source.word(at: first / 4)
                for place in first..<min(first + 4, pixels.count) {
                    pixels[place] = UInt8(truncatingIfNeeded: word >> (8 * UInt32(place - first)))
                }
            }
            features.rows(sample..<sample + 1).assign(bytes: pixels.span.bytes)
        }
        let labels = (0..<count).map { Int32(random[count].integer(below: classes, at: $0)) }
        return Samples(
            dense: features, scale: 1 / 255, labels: Matrix(labels, columns: 1), shape: shape)
    }
}
