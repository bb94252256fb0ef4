import OnwardCompute
import OnwardSettings

/// Mirrors images, left for right, every other time that they are shown.
package struct Flip: Augmentation {
    package static let name = "flip"

    package init() {}

    package init(notation: String?) throws(SettingsError) {
        if let notation {
            throw SettingsError("augment: flip", expected: "given alone", got: notation)
        }
    }

    package var description: String { Flip.name }

    package func validate(for shape: Shape) throws(SettingsError) { _ = try shorterSide(of: shape) }

    package func change(
        _ images: Matrix, shape: Shape, order: Matrix, random: RandomSource, on engine: Engine
    ) {
        engine.mirrorImages(images, shape: shape, order: order, random: random)
    }
}
