import OnwardCompute
import OnwardSettings

/// Cuts an image into square patches and reads each as a token.
///
/// Tokens follow each other row by row over the image, and a token's numbers as in a convolution's
/// kernel: channel by channel, each row by row. So `Patches(4)` with a projection of its tokens is
/// a convolution of 4 × 4 with stride 4.
///
/// - Shapes: `input` [N, C, H, W], `output` [N, H/size · W/size, C·size·size].
/// - Reference: Dosovitskiy et al., *An Image is Worth 16x16 Words*, 2021, §3.1.
public struct Patches: Layer {
    public static let name = "patches"
    public static let examples = [
        (layer: Patches(3), input: Shape(2, 9, 3)),
        (layer: Patches(2), input: Shape(1, 4, 6)),
    ]

    /// A patch's height and width in pixels.
    package var size: Int

    /// Patches of `size` × `size` pixels; a size that divides the image's height and width.
    public init(_ size: Int) { self.size = size }

    public var description: String { "Patches(\(size))" }

    public func validate() throws(SettingsError) {
        try SettingsError.require(size > 0, "patches: size", "at least 1", got: size)
    }

    public func plan(for shape: Shape) throws(ShapeError) -> LayerPlan {
        let sizes = shape.dimensions
        guard sizes.count == 3 else {
            throw ShapeError(
                self, expected: "an image [channels, height, width]", got: shape,
                remedy: "put it before layers that flatten the image")
        }
        guard sizes[1].isMultiple(of: size), sizes[2].isMultiple(of: size) else {
            throw ShapeError(
                self, expected: "a height and a width that are multiples of \(size)", got: shape,
                remedy: "take a size that divides \(sizes[1]) and \(sizes[2])")
        }
        let tokens = sizes[1] / size * (sizes[2] / size)
        return LayerPlan(output: Shape(tokens, shape.count / tokens))
    }

    public func forward(_ pass: ForwardPass) {
        pass.engine.cut(pass.input, image: pass.inputShape, size: size, into: pass.output)
    }

    public func backward(_ pass: BackwardPass) {
        guard let inputError = pass.inputError else { return }
        pass.engine.join(pass.outputError, image: pass.inputShape, size: size, into: inputError)
    }
}
