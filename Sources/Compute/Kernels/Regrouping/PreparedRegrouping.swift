import COneDNN

/// Images on their way from one grouping of channels to another, for one form and number.
struct PreparedRegrouping {
    struct Key: Hashable {
        var images, channels, positions, from, to: Int
        var isBFloat16: Bool
    }

    let key: Key
    private var regrouping = onward_regrouping()

    init(_ key: Key, on device: dnnl_engine_t) {
        self.key = key
        let lanes = [key.from, key.to]
        NativeKernels.check(
            onward_regrouping_create(
                &regrouping, device, key.images, key.channels, key.positions, lanes,
                key.isBFloat16),
            "prepare to regroup \(key.channels) channels from \(key.from) to \(key.to)")
    }

    mutating func run(on stream: dnnl_stream_t, _ input: Matrix, _ output: Matrix) {
        NativeKernels.check(
            onward_regrouping_run(&regrouping, stream, input.start, output.start),
            "regroup channels")
    }

    mutating func destroy() { onward_regrouping_destroy(&regrouping) }
}
