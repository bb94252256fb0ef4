// N = images, I = channels, O = filters. Images lie as [N, I · height · width], kernels as
// [O, I · kernel height · kernel width], outputs as [N, O · output height · output width]. Images
// and outputs may lie in groups of channels, as `lanes` says.
extension Engine {
    /// Lays every kernel over every window of an image (a cross-correlation, as everywhere in the
    /// field):
    ///
    ///     output[n, o, p] = activation(bias[o] + Σ over i, t of kernel[o, i, t] · input[n, i, p at t])
    ///
    /// with `p` a place of the output, `t` one of the window, and `p at t` the image's place there.
    ///
    /// - Parameter sums: receives what the activation is computed from where it keeps that, and
    ///   needed there.
    package func convolve(
        _ input: Matrix, _ kernel: Matrix, bias: Matrix? = nil, windows: Windows,
        lanes: ConvolutionLanes = .plain, activation: Activation = .none, sums: Matrix? = nil,
        into output: Matrix
    ) {
        if activation.keepsSums {
            guard let sums else { preconditionFailure("\(activation) needs room for its sums") }
            convolve(input, kernel, bias: bias, windows: windows, lanes: lanes, into: sums)
            return activate(sums, by: activation, into: output)
        }
        let geometry = geometry(input, kernel, output, windows, lanes)
        precondition(bias.map { $0.count == geometry.target.channels } ?? true)
        kernels(for: output).convolve(
            input, kernel, bias: bias, geometry, activation: activation, into: output)
    }

    /// The gradients of a convolution's kernel and bias, from the error on its sums:
    ///
    ///     kernelGradient[o, i, t] = Σ over n, p of error[n, o, p] · input[n, i, p at t]
    ///     biasGradient[o] = Σ over n, p of error[n, o, p]
    package func convolutionGradients(
        _ input: Matrix, error: Matrix, windows: Windows, lanes: ConvolutionLanes = .plain,
        into kernelGradient: Matrix, bias biasGradient: Matrix? = nil
    ) {
        let geometry = geometry(input, kernelGradient, error, windows, lanes)
        precondition(biasGradient.map { $0.count == geometry.target.channels } ?? true)
        kernels(for: error).convolutionGradients(
            input, error: error, geometry, into: kernelGradient, bias: biasGradient)
    }

    /// The error of a convolution's input, from the error on its sums:
    ///
    ///     inputError[n, i, q] = Σ over o and the p, t with p at t = q
    ///                           of error[n, o, p] · kernel[o, i, t]
    package func convolutionInputError(
        _ error: Matrix, _ kernel: Matrix, windows: Windows, lanes: ConvolutionLanes = .plain,
        into inputError: Matrix
    ) {
        let geometry = geometry(inputError, kernel, error, windows, lanes)
        kernels(for: error).convolutionInputError(error, kernel, geometry, into: inputError)
    }

    private func geometry(
        _ source: Matrix, _ kernel: Matrix, _ target: Matrix, _ windows: Windows,
        _ lanes: ConvolutionLanes
    ) -> ConvolutionGeometry {
        let geometry = ConvolutionGeometry(
            images: source.rows,
            source: ImagePlaces(
                channels: source.columns / windows.imageCount, positions: windows.imageCount,
                lanes: lanes.input),
            target: ImagePlaces(
                channels: kernel.rows, positions: windows.outputCount, lanes: lanes.output),
            windows: windows)
        precondition(
            source.isContiguous && kernel.isContiguous && target.isContiguous
                && source.columns == geometry.source.channels * windows.imageCount
                && kernel.columns == geometry.source.channels * windows.sizeCount
                && target.rows == geometry.images
                && target.columns == geometry.target.channels * windows.outputCount,
            """
            [\(source.rows), \(source.columns)] images and [\(kernel.rows), \(kernel.columns)] \
            kernels do not give [\(target.rows), \(target.columns)] by \(windows)
            """)
        return geometry
    }
}
