import OnwardCompute

/// Replaces every window of an image by its largest number, channel by channel.
///
///     output[c, p] = max over t of input[c, p at t]
///
/// The error goes to the first of a window's largest numbers.
///
/// - Shapes: as `PoolingLayer` says.
public struct MaxPooling: PoolingLayer, WindowLayer {
    public static let name = "max-pooling"

    public var size: Extent
    public var stride: Extent

    public init(_ size: Extent, stride: Extent? = nil) {
        self.size = size
        self.stride = stride ?? size
    }

    public func forward(_ pass: ForwardPass) {
        pass.engine.maxPool(
            pass.input, windows: windows(for: pass.inputShape), lanes: pass.inputShape.lanes,
            into: pass.output)
    }

    public func backward(_ pass: BackwardPass) {
        guard let inputError = pass.inputError else { return }
        pass.engine.maxPoolBackward(
            pass.outputError, input: pass.input, output: pass.output,
            windows: windows(for: pass.inputShape), lanes: pass.inputShape.lanes, into: inputError)
    }
}
