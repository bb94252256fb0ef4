import OnwardCompute
import OnwardSettings

/// Moves images by whole pixels, up to `pixels` of them in both directions; zeros come in.
///
/// Every distance in −pixels…pixels is as likely as the others, each direction drawn by itself.
public struct Shift: Augmentation {
    public static let name = "shift"

    /// The farthest that an image is moved, in pixels.
    package var pixels: Int

    /// Moves by up to `pixels` pixels: at least 1, and below the image's shorter side.
    public init(_ pixels: Int) { self.pixels = pixels }

    public init(notation: String?) throws(SettingsError) {
        self.init(
            try Shift.number(in: notation, "the most pixels to move by", example: 2))
    }

    public var description: String { "\(Shift.name):\(pixels)" }

    public func validate(for shape: Shape) throws(SettingsError) {
        let least = try shorterSide(of: shape)
        try SettingsError.require(
            pixels > 0 && pixels < least, "augment: shift",
            "at least 1 and below the image's \(least) pixels", got: pixels)
    }

    public func change(
        _ images: Matrix, shape: Shape, order: Matrix, random: RandomSource, on engine: Engine
    ) {
        engine.shiftImages(images, shape: shape, by: pixels, order: order, random: random)
    }
}
