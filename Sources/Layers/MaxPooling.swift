import OnwardCompute
import OnwardSettings

/// Replaces every window of an image by its largest number, channel by channel.
///
///     output[c, p] = max over t of input[c, p at t]
///
/// The error goes to the first of a window's largest numbers. There is no padding; rows and
/// columns that no window reaches are left out.
///
/// - Shapes: input samples [channels, height, width], output samples [channels, height', width']
///   with height' = (height − size) / stride + 1, rounded down.
package struct MaxPooling: Layer, WindowLayer {
    package static let name = "max-pooling"
    package static let examples = [
        (layer: MaxPooling(2), input: Shape(3, 4, 7)),
        (layer: MaxPooling(3, stride: 2), input: Shape(2, 5, 6)),
        (layer: MaxPooling(Extent(1, 2), stride: Extent(2, 1)), input: Shape(1, 3, 5)),
        (layer: MaxPooling(2), input: Shape(16, 5, 4).grouped(by: Engine.lanes)),
    ]

    /// The size of a window.
    package var size: Extent
    /// Image places from one window to the next; as large as a window where windows are to lie
    /// side by side.
    package var stride: Extent

    package init(_ size: Extent, stride: Extent? = nil) {
        self.size = size
        self.stride = stride ?? size
    }

    package var description: String { "MaxPooling(\(size))" }

    package func validate() throws(SettingsError) {
        try SettingsError.require(
            size.least > 0, "max-pooling: size", "at least 1", got: size)
        try SettingsError.require(
            stride.least > 0, "max-pooling: stride", "at least 1", got: stride)
    }

    var window: Extent { size }

    func windows(on image: Extent) -> Windows? {
        Windows(image: image, size: size, stride: stride)
    }

    package func lanes(for shape: Shape) -> Int { shape.lanes }

    package func plan(for shape: Shape) throws(ShapeError) -> LayerPlan {
        let output = try plannedWindows(for: shape).output
        return LayerPlan(
            output: Shape(shape.dimensions[0], output.height, output.width)
                .grouped(by: shape.lanes))
    }

    package func forward(_ pass: ForwardPass) {
        pass.engine.maxPool(
            pass.input, windows: windows(for: pass.inputShape), lanes: pass.inputShape.lanes,
            into: pass.output)
    }

    package func backward(_ pass: BackwardPass) {
        guard let inputError = pass.inputError else { return }
        pass.engine.maxPoolBackward(
            pass.outputError, input: pass.input, output: pass.output,
            windows: windows(for: pass.inputShape), lanes: pass.inputShape.lanes, into: inputError)
    }
}
