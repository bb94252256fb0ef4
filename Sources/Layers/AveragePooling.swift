import OnwardCompute

/// Replaces every window of an image by its mean, channel by channel.
///
///     output[c, p] = mean over t of input[c, p at t]
///
/// - Shapes: as `PoolingLayer` says.
package struct AveragePooling: PoolingLayer {
    package static let name = "average-pooling"

    package var size: Extent
    package var stride: Extent

    package init(_ size: Extent, stride: Extent? = nil) {
        self.size = size
        self.stride = stride ?? size
    }

    package func forward(_ pass: ForwardPass) {
        pass.engine.averagePool(
            pass.input, windows: windows(for: pass.inputShape), lanes: pass.inputShape.lanes,
            into: pass.output)
    }

    package func backward(_ pass: BackwardPass) {
        guard let inputError = pass.inputError else { return }
        pass.engine.averagePoolBackward(
            pass.outputError, windows: windows(for: pass.inputShape), lanes: pass.inputShape.lanes,
            into: inputError)
    }
}
