import CKernels
import COneDNN

/// Products and convolutions by oneDNN, everything else by loops in C, on several cores.
///
/// What oneDNN has prepared for the shapes met so far, and room to work in, is kept here.
final class NativeKernels: HostKernels {
    /// Cores that one call may use.
    let threads: Int
    /// Whether products of bfloat16 numbers are oneDNN's; otherwise what they read is widened.
    let multipliesBFloat16: Bool
    let table: onward_kernel_table
    var meter: Meter?
    private let device: dnnl_engine_t
    private let stream: dnnl_stream_t
    var products: [PreparedProduct] = []
    var convolutions: [PreparedConvolution] = []
    var regroupings: [PreparedRegrouping] = []
    /// Lent to one call at a time; as large as the one that needs most.
    private var scratch = Matrix(.uint8, rows: 1, columns: 0)
    /// Lent to one product at a time, also to one that is part of a call that has the scratch; as large
    /// as the one that needs most.
    var productScratch = Matrix(.uint8, rows: 1, columns: 0)
    /// For operands and results in another type than a kernel takes.
    var rooms = [Matrix](repeating: Matrix(.uint8, rows: 1, columns: 0), count: 5)

    /// - Parameters:
    ///   - precision: one that this processor can; see `Precision.validate`.
    ///   - isPlain: whether loops keep to the baseline instruction set.
    init(threads: Int, precision: Precision, isPlain: Bool = false) {
        self.threads = threads
        multipliesBFloat16 = precision == .bfloat16
        table = isPlain ? onward_plain_kernels : onward_native_kernels
        var device: dnnl_engine_t?
        var stream: dnnl_stream_t?
        NativeKernels.check(dnnl_engine_create(&device, dnnl_cpu, 0), "create its engine")
        NativeKernels.check(
            dnnl_stream_create(&stream, device, dnnl_stream_default_flags.rawValue),
            "create its stream")
        guard let device, let stream else { preconditionFailure("oneDNN returned no engine") }
        self.device = device
        self.stream = stream
    }

    /// To prepare a product with, for these kernels' threads.
    var ownDevice: dnnl_engine_t {
        takeThreads()
        return device
    }

    /// To run a product on, with these kernels' threads.
    var ownStream: dnnl_stream_t {
        takeThreads()
        return stream
    }

    /// oneDNN asks the calling thread how many threads there are, when it prepares a product and
    /// when it runs it; other kernels may have been used in between.
    private func takeThreads() { onward_set_threads(Int32(threads)) }

    deinit {
        for index in products.indices { products[index].destroy() }
        for index in convolutions.indices { convolutions[index].destroy() }
        for index in regroupings.indices { regroupings[index].destroy() }
        dnnl_stream_destroy(stream)
        dnnl_engine_destroy(device)
    }

    static func check(_ status: dnnl_status_t, _ what: @autoclosure () -> String) {
        precondition(
            status == dnnl_success, "oneDNN could not \(what()) (status \(status.rawValue))")
    }

    /// Bytes to work in. They grow when a call that needs more is first made.
    func scratch(byteCount: Int) -> Matrix {
        if scratch.columns < byteCount { scratch = Matrix(.uint8, rows: 1, columns: byteCount) }
        return scratch
    }

    /// The loops over matrices that are stored as these are, all alike.
    func loops(_ first: Matrix, _ second: Matrix? = nil, _ third: Matrix? = nil)
        -> onward_stored_kernels
    {
        let type = first.elementType
        precondition(
            second.map { $0.elementType == type } ?? true
                && third.map { $0.elementType == type } ?? true,
            "a kernel on matrices of more than one type, of which one is \(type)")
        return type == .bfloat16 ? table.bfloat16 : table.float32
    }

    /// Spreads a kernel over the cores when there are at least `grain` numbers for each.
    func run<Arguments>(
        _ kernel: onward_kernel?, _ arguments: Arguments, over count: Int, numbersEach: Int = 1
    ) {
        guard count > 0, let kernel else { return }
        let team = count * numbersEach < NativeKernels.grain ? 1 : threads
        withUnsafePointer(to: arguments) { onward_run(kernel, $0, count, Int32(team)) }
    }

    /// Below so many numbers waking a second core costs more than it saves.
    private static let grain = 16384
}
