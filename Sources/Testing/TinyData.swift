import OnwardCompute
import OnwardData

/// Little data that is learnt in a few epochs.
package enum TinyData {
    /// One Gaussian cloud per class, the classes in turn; the clouds lie well apart.
    ///
    /// - Parameters:
    ///   - count: how many samples.
    ///   - shape: one sample's form.
    ///   - seed: another one gives other clouds.
    package static func clusters(
        count: Int = 96, shape: Shape = Shape(6), classes: Int = 3, seed: UInt64 = 1
    ) -> Samples {
        let source = RandomSource(seed: seed, for: .test)
        let features = (0..<count * shape.count).map { place in
            let (sample, feature) = place.quotientAndRemainder(dividingBy: shape.count)
            let center = source[0][sample % classes].normal(at: feature)
            return center + 0.3 * source[1][sample].normal(at: feature)
        }
        let labels = (0..<count).map { Int32($0 % classes) }
        return Samples(
            dense: Matrix(features, columns: shape.count), scale: 1,
            labels: Matrix(labels, columns: 1), shape: shape)
    }

    /// Names for so many classes.
    package static func names(_ classes: Int = 3) -> [String] {
        (0..<classes).map { "class \($0)" }
    }
}
