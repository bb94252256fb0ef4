import OnwardCompute

/// Moves images by whole pixels, up to `pixels` of them in both directions; zeros come in.
///
/// Every distance in −pixels…pixels is as likely as the others, each direction drawn by itself.
public struct Shift: Augmentation {
    public static let name = "shift"

    /// The farthest that an image is moved, in pixels.
    public var pixels: Int

    public init(_ pixels: Int) { self.pixels = pixels }

    public init(notation: String?) throws(SettingsError) {
        guard let pixels = notation.flatMap({ Int($0) }), pixels > 0 else {
            throw SettingsError(
                "augment: shift",
                expected: "given with the most pixels to move by, such as shift:2",
                got: notation ?? "alone")
        }
        self.init(pixels)
    }

    public var description: String { "\(Shift.name):\(pixels)" }

    public func validate(for shape: Shape) throws(SettingsError) {
        try SettingsError.require(
            shape.dimensions.count == 3, "what is augmented by \(self)",
            "images [channels, height, width]", got: shape)
        let least = min(shape.dimensions[1], shape.dimensions[2])
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
