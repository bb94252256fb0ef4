import OnwardCompute

/// Replaces every window of an image by its mean, channel by channel.
///
///     output[c, p] = mean over t of input[c, p at t]
///
/// - Shapes: as `PoolingLayer` says.
public struct AveragePooling: PoolingLayer, WindowLayer {
    public static let name = "average-pooling"

    public var size: Extent
    public var stride: Extent

    public init(_ size: Extent, stride: Extent? = nil) {
        self.size = size
        self.stride = stride ?? size
    }

    public func forward(_ pass: ForwardPass) {
        pass.engine.averagePool(
            pass.input, windows: windows(for: pass.inputShape), lanes: pass.inputShape.lanes,
            into: pass.output)
    }

    public func backward(_ pass: BackwardPass) {
        guard let inputError = pass.inputError else { return }
        pass.engine.averagePoolBackward(
            pass.outputError, windows: windows(for: pass.inputShape), lanes: pass.inputShape.lanes,
            into: inputError)
    }
}
