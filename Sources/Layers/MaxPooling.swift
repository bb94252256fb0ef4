import OnwardCompute

/// Replaces every window of an image by its largest number, channel by channel.
///
///     output[c, p] = max over t of input[c, p at t]
///
/// The error goes to the first of a window's largest numbers.
///
/// - Shapes: as `PoolingLayer` says.
package struct MaxPooling: PoolingLayer {
    package static let name = "max-pooling"

    package var size: Extent
    package var stride: Extent

    package init(_ size: Extent, stride: Extent? = nil) {
        self.size = size
        self.stride = stride ?? size
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
