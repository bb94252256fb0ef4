import COneDNN

/// A convolution that oneDNN has prepared for one task, form and number of images.
struct PreparedConvolution {
    struct Types: Hashable {
        var source, kernel, target: ElementType
    }

    /// What tells two convolutions apart.
    struct Key: Hashable {
        var task: UInt32
        var images, channels, filters: Int
        var windows: Windows
        var lanes: ConvolutionLanes
        var hasBias: Bool
        /// Of source, kernel and target.
        var types: Types
        /// Whether gradients are added to what is there.
        var adds: Bool
        var activation: Activation
    }

    let key: Key
    private var convolution = onward_convolution()

    /// Bytes that a run borrows.
    var scratchByteCount: Int { convolution.scratch }
    /// Whether the images lie otherwise than oneDNN wants them, so that each run moves them.
    var movesImages: Bool { onward_convolution_moves_images(convolution) }

    init(_ key: Key, on device: dnnl_engine_t) {
        self.key = key
        let windows = key.windows
        func pair(_ extent: Extent) -> (Int, Int) { (extent.height, extent.width) }
        let form = onward_convolution_form(
            images: key.images, channels: key.channels, filters: key.filters,
            size: pair(windows.image), output: pair(windows.output), kernel: pair(windows.size),
            stride: pair(windows.stride), before: pair(windows.before),
            after: pair(windows.after), lanes: (key.lanes.input, key.lanes.output),
            bfloat16: (
                key.types.source == .bfloat16, key.types.kernel == .bfloat16, false,
                key.types.target == .bfloat16
            ),
            bias: key.hasBias, adds: key.adds)
        NativeKernels.check(
            onward_convolution_create(
                &convolution, device, onward_convolution_task(rawValue: key.task), form,
                key.activation.rectifier),
            """
            prepare a convolution of [\(key.images), \(key.channels)] images of \(windows.image) \
            with \(key.filters) kernels of \(windows.size)
            """)
    }

    /// - Parameter movesKernel: false where the last run on this scratch was this one's and had the
    ///   same kernel.
    mutating func run(
        on stream: dnnl_stream_t, source: Matrix, kernel: Matrix, bias: Matrix?, target: Matrix,
        scratch: Matrix, movesKernel: Bool
    ) {
        NativeKernels.check(
            onward_convolution_run(
                &convolution, stream, source.start, kernel.start, bias?.start, target.start,
                scratch.start, movesKernel),
            "run a convolution")
    }

    mutating func destroy() { onward_convolution_destroy(&convolution) }
}
