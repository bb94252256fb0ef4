import OnwardCompute
import OnwardSettings

/// Turns images about their middle by up to `degrees` either way; zeros come in.
///
/// Every angle is as likely as the others. Pixels between those of the image are interpolated.
public struct Rotation: Augmentation {
    public static let name = "rotation"

    /// The farthest that an image is turned, in degrees.
    package var degrees: Int

    /// Turns by up to `degrees` degrees, from 1 to 180, to the left or to the right.
    public init(_ degrees: Int) { self.degrees = degrees }

    public init(notation: String?) throws(SettingsError) {
        self.init(
            try Rotation.number(in: notation, "the most degrees to turn by", example: 15))
    }

    public var description: String { "\(Rotation.name):\(degrees)" }

    public func validate(for shape: Shape) throws(SettingsError) {
        _ = try shorterSide(of: shape)
        try SettingsError.require(
            degrees > 0 && degrees <= 180, "augment: rotation", "from 1 to 180 degrees",
            got: degrees)
    }

    public func change(
        _ images: Matrix, shape: Shape, order: Matrix, random: RandomSource, on engine: Engine
    ) {
        engine.turnImages(images, shape: shape, by: degrees, order: order, random: random)
    }
}
