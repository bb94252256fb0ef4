import OnwardCompute
import OnwardSettings

/// Blanks a square of `pixels` × `pixels` in each image, with zeros.
///
/// The square's middle is any pixel of the image, so a part of it may lie outside.
///
/// - Reference: DeVries and Taylor, *Improved Regularization of Convolutional Neural Networks with
///   Cutout*, 2017.
public struct Cutout: Augmentation {
    public static let name = "cutout"

    /// The square's side, in pixels.
    package var pixels: Int

    /// Blanks a square of so many pixels a side: at least 1, and below the image's shorter side.
    public init(_ pixels: Int) { self.pixels = pixels }

    public init(notation: String?) throws(SettingsError) {
        self.init(
            try Cutout.number(in: notation, "the side of the square in pixels", example: 8))
    }

    public var description: String { "\(Cutout.name):\(pixels)" }

    public func validate(for shape: Shape) throws(SettingsError) {
        let least = try shorterSide(of: shape)
        try SettingsError.require(
            pixels > 0 && pixels < least, "augment: cutout",
            "at least 1 and below the image's \(least) pixels", got: pixels)
    }

    public func change(
        _ images: Matrix, shape: Shape, order: Matrix, random: RandomSource, on engine: Engine
    ) {
        engine.cutImages(images, shape: shape, side: pixels, order: order, random: random)
    }
}
