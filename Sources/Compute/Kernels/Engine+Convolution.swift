import COneDNN

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
        let form = convolutionForm(input, kernel, output, windows, lanes)
        precondition(bias.map { $0.count == form.target.channels } ?? true)
        let kernel = reading(kernel, as: input.elementType, room: 3)
        guard input.elementType != .bfloat16 || multipliesNatively else {
            return writing(output, room: 4) {
                convolve(
                    reading(input, as: .float32, room: 0), reading(kernel, as: .float32, room: 1),
                    bias: bias, windows: windows, lanes: lanes, activation: activation, into: $0)
            }
        }
        func formula<S: RealScalar>(_: S.Type) {
            let y = output.reals(S.self)
            for place in 0..<output.count {
                y[place] = bias?.reals(S.self)[form.target.channel(of: place)] ?? 0
            }
            let (x, w) = (input.reals(S.self), kernel.reals(S.self))
            forEachTap(form, windows) { y[$2] += w[$1] * x[$0] }
            for place in 0..<output.count { y[place] = activation.value(y[place]) }
        }
        if let scalar = formulaScalar(for: output) { return formula(scalar) }
        runConvolution(
            ONWARD_FORWARD, form, windows, source: input, kernel: kernel, bias: bias,
            target: output, activation: activation)
    }

    /// The gradients of a convolution's kernel and bias, from the error on its sums:
    ///
    ///     kernelGradient[o, i, t] = Σ over n, p of error[n, o, p] · input[n, i, p at t]
    ///     biasGradient[o] = Σ over n, p of error[n, o, p]
    package func convolutionGradients(
        _ input: Matrix, error: Matrix, windows: Windows, lanes: ConvolutionLanes = .plain,
        into kernelGradient: Matrix, bias biasGradient: Matrix? = nil
    ) {
        let form = convolutionForm(input, kernelGradient, error, windows, lanes)
        precondition(biasGradient.map { $0.count == form.target.channels } ?? true)
        guard input.elementType != .bfloat16 || multipliesNatively else {
            return convolutionGradients(
                reading(input, as: .float32, room: 0), error: reading(error, as: .float32, room: 1),
                windows: windows, lanes: lanes, into: kernelGradient, bias: biasGradient)
        }
        func clear() {
            kernelGradient.clear()
            biasGradient?.clear()
        }
        func formula<S: RealScalar>(_: S.Type) {
            let (x, e) = (input.reals(S.self), error.reals(S.self))
            let g = kernelGradient.reals(S.self)
            clear()
            forEachTap(form, windows) { g[$1] += e[$2] * x[$0] }
            guard let b = biasGradient?.reals(S.self) else { return }
            for place in 0..<error.count {
                b[form.target.channel(of: place)] += e[place]
            }
        }
        if let scalar = formulaScalar(for: error) { return formula(scalar) }
        if form.images == 0 { clear() }
        runConvolution(
            ONWARD_KERNEL_GRADIENT, form, windows, source: input, kernel: kernelGradient,
            bias: biasGradient, target: error)
    }

    /// The error of a convolution's input, from the error on its sums:
    ///
    ///     inputError[n, i, q] = Σ over o and the p, t with p at t = q
    ///                           of error[n, o, p] · kernel[o, i, t]
    package func convolutionInputError(
        _ error: Matrix, _ kernel: Matrix, windows: Windows, lanes: ConvolutionLanes = .plain,
        into inputError: Matrix
    ) {
        let form = convolutionForm(inputError, kernel, error, windows, lanes)
        let kernel = reading(kernel, as: error.elementType, room: 3)
        guard error.elementType != .bfloat16 || multipliesNatively else {
            return writing(inputError, room: 4) {
                convolutionInputError(
                    reading(error, as: .float32, room: 0), reading(kernel, as: .float32, room: 1),
                    windows: windows, lanes: lanes, into: $0)
            }
        }
        func formula<S: RealScalar>(_: S.Type) {
            let (e, w) = (error.reals(S.self), kernel.reals(S.self))
            let x = inputError.reals(S.self)
            inputError.clear()
            forEachTap(form, windows) { x[$0] += e[$2] * w[$1] }
        }
        if let scalar = formulaScalar(for: error) { return formula(scalar) }
        runConvolution(
            ONWARD_SOURCE_ERROR, form, windows, source: inputError, kernel: kernel, bias: nil,
            target: error)
    }

    private struct ConvolutionForm {
        let images: Int
        let source, target: ImagePlaces
        let lanes: ConvolutionLanes
    }

    private func convolutionForm(
        _ source: Matrix, _ kernel: Matrix, _ target: Matrix, _ windows: Windows,
        _ lanes: ConvolutionLanes
    ) -> ConvolutionForm {
        let form = ConvolutionForm(
            images: source.rows,
            source: ImagePlaces(
                channels: source.columns / windows.imageCount, positions: windows.imageCount,
                lanes: lanes.input),
            target: ImagePlaces(
                channels: kernel.rows, positions: windows.outputCount, lanes: lanes.output),
            lanes: lanes)
        precondition(
            source.isContiguous && kernel.isContiguous && target.isContiguous
                && source.columns == form.source.channels * windows.imageCount
                && kernel.columns == form.source.channels * windows.sizeCount
                && target.rows == form.images
                && target.columns == form.target.channels * windows.outputCount,
            """
            [\(source.rows), \(source.columns)] images and [\(kernel.rows), \(kernel.columns)] \
            kernels do not give [\(target.rows), \(target.columns)] by \(windows)
            """)
        return form
    }

    /// Calls `body` with the source's, kernel's and target's places that meet.
    private func forEachTap(
        _ form: ConvolutionForm, _ windows: Windows, _ body: (Int, Int, Int) -> Void
    ) {
        let (channels, filters) = (form.source.channels, form.target.channels)
        for n in 0..<form.images {
            for o in 0..<filters {
                for i in 0..<channels {
                    let kernel = (o * channels + i) * windows.sizeCount
                    windows.forEachTap { output, tap, image in
                        body(
                            form.source.place(n, i, image), kernel + tap,
                            form.target.place(n, o, output))
                    }
                }
            }
        }
    }

    /// Runs oneDNN's convolution: on the whole batch where the images lie as oneDNN wants them.
    /// Otherwise a part of it at a time: a part fits into the processor's cache, so that moving it
    /// costs little and takes little memory however large the batch is.
    private func runConvolution(
        _ task: onward_convolution_task, _ form: ConvolutionForm, _ windows: Windows,
        source: Matrix, kernel: Matrix, bias: Matrix?, target: Matrix,
        activation: Activation = .none
    ) {
        guard form.images > 0 else { return }
        var key = PreparedConvolution.Key(
            task: task.rawValue, images: form.images, channels: form.source.channels,
            filters: form.target.channels, windows: windows, lanes: form.lanes,
            hasBias: bias != nil,
            types: .init(
                source: source.elementType, kernel: kernel.elementType, target: target.elementType),
            adds: false, activation: activation)
        meter?.count(operations: 2 * Double(kernel.columns * target.count))
        let whole = place(of: key)
        var part = form.images
        if convolutions[whole].movesImages {
            part = min(part, imagesPerPart(source, kernel, target))
        }
        for first in stride(from: 0, to: form.images, by: part) {
            let rows = first..<min(first + part, form.images)
            (key.images, key.adds) = (rows.count, task == ONWARD_KERNEL_GRADIENT && first > 0)
            let convolution = rows.count == form.images ? whole : place(of: key)
            let scratch = scratch(of: convolution)
            metered(.products) {
                convolutions[convolution].run(
                    on: ownStream, source: source.rows(rows), kernel: kernel, bias: bias,
                    target: target.rows(rows), scratch: scratch,
                    movesKernel: first == 0 || rows.count < part)
            }
        }
    }

    /// Enough images to fill a core's cache, and for each to be worth the kernel's own move; the
    /// same number for every core.
    private func imagesPerPart(_ source: Matrix, _ kernel: Matrix, _ target: Matrix) -> Int {
        let perImage = source.columns + target.columns
        let wanted = max(Engine.partCount * threads, 4 * kernel.count)
        return max(wanted / perImage / threads, 1) * threads
    }

    /// Numbers per core in one part: two megabytes.
    private static let partCount = 1 << 19

    private func place(of key: PreparedConvolution.Key) -> Int {
        if let index = convolutions.firstIndex(where: { $0.key == key }) { return index }
        convolutions.append(PreparedConvolution(key, on: ownDevice))
        return convolutions.count - 1
    }

    /// Room that a run borrows. It grows when a convolution that needs more is first run.
    private func scratch(of convolution: Int) -> Matrix {
        let count = convolutions[convolution].scratchByteCount
        if scratch.columns < count { scratch = Matrix(.uint8, rows: 1, columns: count) }
        return scratch
    }
}
