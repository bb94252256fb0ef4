import OnwardCompute
import OnwardSettings

/// Lays small kernels over every place of an image.
///
///     output[o, p] = activation(bias[o] + Σ over i, t of weight[o, i, t] · input[i, p at t])
///
/// with `p` a place of the output, `t` one of the kernel, and `p at t` the input's place there.
/// Weights begin as He et al. draw them and biases at 0.
///
/// - Shapes: input samples [I, height, width], output samples [channels, height', width'],
///   `weight` [channels, I, kernel height, kernel width], `bias` [channels].
public struct Convolution2D: Layer, WindowLayer {
    public static let name = "convolution"
    public static let examples = [
        (layer: Convolution2D(3, kernel: 3), input: Shape(2, 5, 3)),
        (
            layer: Convolution2D(2, kernel: 3, stride: 2, padding: 1, activation: .relu),
            input: Shape(3, 7, 4)
        ),
        (
            layer: Convolution2D(
                3, kernel: Extent(2, 3), stride: Extent(1, 2), activation: .gelu, bias: false),
            input: Shape(1, 4, 5)
        ),
        (
            layer: Convolution2D(17, kernel: 1, padding: 0, activation: .leakyReLU),
            input: Shape(5, 1, 2)
        ),
        (layer: Convolution2D(16, kernel: 3, activation: .relu), input: Shape(32, 3, 2)),
        (layer: Convolution2D(32, kernel: 2, activation: .gelu), input: Shape(3, 3, 5)),
    ]

    /// How many kernels there are, each of which yields one channel.
    package var channels: Int
    package var kernel: Extent
    /// Image places from one output place to the next.
    package var stride: Extent
    package var padding: Padding
    package var activation: Activation
    /// Whether a bias is added and trained.
    package var bias: Bool

    /// A convolution of so many kernels, each of which yields one channel.
    ///
    /// - Parameters:
    ///   - kernel: height and width in image places; `3` is 3 × 3.
    ///   - stride: image places from one output place to the next.
    ///   - padding: zeros beyond the edges; by default as many as keep the size, over the stride.
    ///   - bias: whether a bias is added and trained.
    public init(
        _ channels: Int, kernel: Extent, stride: Extent = 1, padding: Padding = .same,
        activation: Activation = .none, bias: Bool = true
    ) {
        self.channels = channels
        self.kernel = kernel
        self.stride = stride
        self.padding = padding
        self.activation = activation
        self.bias = bias
    }

    public var description: String { "Convolution2D(\(channels), kernel: \(kernel))" }

    public func validate() throws(SettingsError) {
        try SettingsError.require(
            channels > 0, "convolution: channels", "at least 1", got: channels)
        try SettingsError.require(
            kernel.least > 0, "convolution: kernel", "at least 1", got: kernel)
        try SettingsError.require(
            stride.least > 0, "convolution: stride", "at least 1", got: stride)
        if case .zeros(let sides) = padding {
            try SettingsError.require(
                sides.least >= 0, "convolution: padding", "\"same\" or at least 0", got: sides)
        }
    }

    package var window: Extent { kernel }

    package func windows(on image: Extent) -> Windows? {
        padding.windows(on: image, size: kernel, stride: stride)
    }

    public func lanes(for shape: Shape) -> Int {
        shape.dimensions.count == 3 ? Convolution2D.lanes(ofChannels: shape.dimensions[0]) : 1
    }

    /// Whole groups, or planes.
    private static func lanes(ofChannels channels: Int) -> Int {
        channels.isMultiple(of: Engine.lanes) ? Engine.lanes : 1
    }

    private func lanes(from shape: Shape) -> ConvolutionLanes {
        ConvolutionLanes(
            input: shape.lanes, output: Convolution2D.lanes(ofChannels: channels))
    }

    public func plan(for shape: Shape) throws(ShapeError) -> LayerPlan {
        let windows = try plannedWindows(for: shape)
        let inputs = shape.dimensions[0]
        var parameters = [
            ParameterPlan(
                "weight", shape: [channels, inputs, kernel.height, kernel.width],
                initializer: .he(fanIn: inputs * windows.sizeCount))
        ]
        if bias {
            parameters.append(
                ParameterPlan("bias", shape: [channels], initializer: .constant(0)))
        }
        let output = Shape(channels, windows.output.height, windows.output.width)
            .grouped(by: lanes(from: shape).output)
        return LayerPlan(
            output: output, parameters: parameters,
            cachePerSample: activation.keepsSums ? output.count : 0)
    }

    public func forward(_ pass: ForwardPass) {
        pass.engine.convolve(
            pass.input, pass.parameters[0], bias: bias ? pass.parameters[1] : nil,
            windows: windows(for: pass.inputShape), lanes: lanes(from: pass.inputShape),
            activation: activation, sums: pass.cache, into: pass.output)
    }

    public func backward(_ pass: BackwardPass) {
        let (error, windows) = (pass.outputError, windows(for: pass.inputShape))
        let lanes = lanes(from: pass.inputShape)
        pass.engine.gate(error, by: activation, output: pass.output, sums: pass.cache)
        pass.engine.convolutionGradients(
            pass.input, error: error, windows: windows, lanes: lanes, into: pass.gradients[0],
            bias: bias ? pass.gradients[1] : nil)
        if let inputError = pass.inputError {
            pass.engine.convolutionInputError(
                error, pass.carriers[0], windows: windows, lanes: lanes, into: inputError)
        }
    }
}
