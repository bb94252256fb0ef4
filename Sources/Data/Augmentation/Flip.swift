import OnwardCompute
import OnwardSettings

/// Mirrors images, left for right, every other time that they are shown.
public struct Flip: Augmentation {
    public static let name = "flip"

    /// There is nothing to choose.
    public init() {}

    public init(notation: String?) throws(SettingsError) {
        if let notation {
            throw SettingsError("augment: flip", expected: "given alone", got: notation)
        }
    }

    public var description: String { Flip.name }

    public func validate(for shape: Shape) throws(SettingsError) { _ = try shorterSide(of: shape) }

    public func change(
        _ images: Matrix, shape: Shape, order: Matrix, random: RandomSource, on engine: Engine
    ) {
        engine.mirrorImages(images, shape: shape, order: order, random: random)
    }
}
