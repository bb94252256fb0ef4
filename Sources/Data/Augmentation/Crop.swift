import OnwardCompute
import OnwardSettings

/// Continues images by their mirror image for `pixels` pixels on all sides and cuts their own size
/// out of that at a random place.
///
/// A `Shift` that lets no black border in. Every place is as likely as the others.
public struct Crop: Augmentation {
    public static let name = "crop"

    /// How far images are continued, in pixels.
    package var pixels: Int

    /// Continues by `pixels` pixels: at least 1, and less than half the image's shorter side.
    public init(_ pixels: Int) { self.pixels = pixels }

    public init(notation: String?) throws(SettingsError) {
        self.init(
            try Crop.number(in: notation, "the pixels to continue images by", example: 4))
    }

    public var description: String { "\(Crop.name):\(pixels)" }

    public func validate(for shape: Shape) throws(SettingsError) {
        let most = (try shorterSide(of: shape) - 1) / 2
        try SettingsError.require(
            pixels > 0 && pixels <= most, "augment: crop",
            "from 1 to \(most) pixels, which is less than half the image", got: pixels)
    }

    public func change(
        _ images: Matrix, shape: Shape, order: Matrix, random: RandomSource, on engine: Engine
    ) {
        engine.cropImages(images, shape: shape, by: pixels, order: order, random: random)
    }
}
