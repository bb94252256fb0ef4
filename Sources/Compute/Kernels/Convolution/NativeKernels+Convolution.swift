import COneDNN

extension NativeKernels {
    func convolve(
        _ input: Matrix, _ kernel: Matrix, bias: Matrix?, _ geometry: ConvolutionGeometry,
        activation: Activation, into output: Matrix
    ) {
        let kernel = reading(kernel, as: input.elementType, room: 3)
        func convolve(_ input: Matrix, _ kernel: Matrix, into output: Matrix) {
            run(
                ONWARD_FORWARD, geometry, source: input, kernel: kernel, bias: bias,
                target: output, activation: activation)
        }
        guard widens(input) else { return convolve(input, kernel, into: output) }
        let (x, w) = (
            reading(input, as: .float32, room: 0), reading(kernel, as: .float32, room: 1)
        )
        writing(output, room: 4) { convolve(x, w, into: $0) }
    }

    func convolutionGradients(
        _ input: Matrix, error: Matrix, _ geometry: ConvolutionGeometry,
        into kernelGradient: Matrix, bias biasGradient: Matrix?
    ) {
        if geometry.images == 0 {
            kernelGradient.clear()
            biasGradient?.clear()
        }
        let isWide = widens(input)
        run(
            ONWARD_KERNEL_GRADIENT, geometry,
            source: isWide ? reading(input, as: .float32, room: 0) : input,
            kernel: kernelGradient, bias: biasGradient,
            target: isWide ? reading(error, as: .float32, room: 1) : error)
    }

    func convolutionInputError(
        _ error: Matrix, _ kernel: Matrix, _ geometry: ConvolutionGeometry, into inputError: Matrix
    ) {
        let kernel = reading(kernel, as: error.elementType, room: 3)
        func convolve(_ error: Matrix, _ kernel: Matrix, into inputError: Matrix) {
            run(
                ONWARD_SOURCE_ERROR, geometry, source: inputError, kernel: kernel, bias: nil,
                target: error)
        }
        guard widens(error) else { return convolve(error, kernel, into: inputError) }
        let (e, w) = (
            reading(error, as: .float32, room: 0), reading(kernel, as: .float32, room: 1)
        )
        writing(inputError, room: 4) { convolve(e, w, into: $0) }
    }

    /// Whether oneDNN is to read these numbers in float32 though they are bfloat16.
    func widens(_ matrix: Matrix) -> Bool {
        matrix.elementType == .bfloat16 && !multipliesBFloat16
    }

    /// Runs oneDNN's convolution: on the whole batch where the images lie as oneDNN wants them.
    /// Otherwise a part of it at a time: a part fits into the processor's cache, so that moving it
    /// costs little and takes little memory however large the batch is.
    private func run(
        _ task: onward_convolution_task, _ geometry: ConvolutionGeometry, source: Matrix,
        kernel: Matrix, bias: Matrix?, target: Matrix, activation: Activation = .none
    ) {
        guard geometry.images > 0 else { return }
        var key = PreparedConvolution.Key(
            task: task.rawValue, images: geometry.images, channels: geometry.source.channels,
            filters: geometry.target.channels, windows: geometry.windows, lanes: geometry.lanes,
            hasBias: bias != nil,
            types: .init(
                source: source.elementType, kernel: kernel.elementType, target: target.elementType),
            adds: false, activation: activation)
        meter?.count(operations: geometry.operations)
        let whole = place(of: key)
        var part = geometry.images
        if convolutions[whole].movesImages {
            part = min(part, imagesPerPart(source, kernel, target))
        }
        for first in stride(from: 0, to: geometry.images, by: part) {
            let rows = first..<min(first + part, geometry.images)
            (key.images, key.adds) = (rows.count, task == ONWARD_KERNEL_GRADIENT && first > 0)
            let convolution = rows.count == geometry.images ? whole : place(of: key)
            let scratch = scratch(byteCount: convolutions[convolution].scratchByteCount)
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
        let wanted = max(NativeKernels.partCount * threads, 4 * kernel.count)
        return max(wanted / perImage / threads, 1) * threads
    }

    /// Numbers per core in one part: two megabytes.
    private static let partCount = 1 << 19

    private func place(of key: PreparedConvolution.Key) -> Int {
        if let index = convolutions.firstIndex(where: { $0.key == key }) { return index }
        convolutions.append(PreparedConvolution(key, on: ownDevice))
        return convolutions.count - 1
    }
}
