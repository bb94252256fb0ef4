import CKernels
import COneDNN
import Foundation

/// The arithmetic: every product and every element-wise loop is asked for here.
///
/// An engine belongs to the thread that uses it: it keeps the products prepared for the shapes it
/// has met, and sets how many cores they take.
package final class Engine {
    /// Which code runs the element-wise loops.
    package enum Kernels: String, Sendable, CaseIterable {
        /// C, with the instruction set chosen when the program starts.
        case native
        /// The same C for the baseline instruction set.
        case plain
        /// The formulas, one element at a time. Double precision always takes them.
        case reference
    }

    /// Cores that one call may use.
    package let threads: Int
    package let kernels: Kernels
    /// Whether it asks oneDNN for products of bfloat16 numbers, and what those who work with it
    /// store activations as.
    package let precision: Precision
    /// Whether the product of a single row is left to what multiplies many.
    let sumsRowsAlike: Bool
    let table: onward_kernel_table
    private let device: dnnl_engine_t
    private let stream: dnnl_stream_t
    var products: [PreparedProduct] = []
    var convolutions: [PreparedConvolution] = []
    var regroupings: [PreparedRegrouping] = []
    /// Nil unless somebody measures.
    package var meter: Meter?
    /// Lent to one call at a time; as large as the one that needs most.
    var scratch = Matrix(.uint8, rows: 1, columns: 0)
    /// For operands and results in another type than a kernel takes.
    var rooms = [Matrix](repeating: Matrix(.uint8, rows: 1, columns: 0), count: 5)

    /// As many cores as this process may run on.
    package static var availableThreads: Int { ProcessInfo.processInfo.activeProcessorCount }

    /// oneDNN's version, `2.6.3`.
    package static var libraryVersion: String {
        guard let version = dnnl_version()?.pointee else { return "unknown" }
        return "\(version.major).\(version.minor).\(version.patch)"
    }

    /// - Parameters:
    ///   - precision: one that this processor can; see `Precision.validate`.
    ///   - sumsRowsAlike: whether a row alone is multiplied as it would be among others.
    package init(
        threads: Int = Engine.availableThreads, kernels: Kernels = .native,
        precision: Precision = .float32, sumsRowsAlike: Bool = false
    ) {
        precondition(threads >= 1, "an engine with \(threads) threads")
        precondition(
            precision != .bfloat16 || Precision.hasNativeBFloat16, "no instructions for bfloat16")
        self.threads = threads
        self.kernels = kernels
        self.precision = precision
        self.sumsRowsAlike = sumsRowsAlike
        table = kernels == .plain ? onward_plain_kernels : onward_native_kernels
        var device: dnnl_engine_t?
        var stream: dnnl_stream_t?
        Engine.check(dnnl_engine_create(&device, dnnl_cpu, 0), "create its engine")
        Engine.check(
            dnnl_stream_create(&stream, device, dnnl_stream_default_flags.rawValue),
            "create its stream")
        guard let device, let stream else { preconditionFailure("oneDNN returned no engine") }
        self.device = device
        self.stream = stream
    }

    /// A matrix, all zero, where this engine's kernels compute: what a step reads and writes is made
    /// here.
    package func makeMatrix(
        _ type: ElementType = .float32, rows: Int, columns: Int
    ) -> Matrix {
        Matrix(type, rows: rows, columns: columns)
    }

    /// To prepare a product with, for this engine's threads.
    var ownDevice: dnnl_engine_t {
        takeThreads()
        return device
    }

    /// To run a product on, with this engine's threads.
    var ownStream: dnnl_stream_t {
        takeThreads()
        return stream
    }

    /// oneDNN asks the calling thread how many threads there are, when it prepares a product and
    /// when it runs it; another engine may have been used in between.
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

    /// Does some work; where somebody measures, charges its time to a part.
    package func metered<Result>(_ part: Meter.Part, _ work: () throws -> Result) rethrows -> Result
    {
        guard let meter else { return try work() }
        let outer = meter.enter(part)
        defer { meter.enter(outer) }
        return try work()
    }

    /// The type to compute a kernel's formula in, or nil where the C loop is to run.
    func formulaScalar(for matrix: Matrix) -> (any RealScalar.Type)? {
        switch matrix.elementType {
        case .float64: return Double.self
        case .float32, .bfloat16: return kernels == .reference ? Float.self : nil
        default: preconditionFailure("no kernel computes in \(matrix.elementType)")
        }
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
        let team = count * numbersEach < Engine.grain ? 1 : threads
        withUnsafePointer(to: arguments) { onward_run(kernel, $0, count, Int32(team)) }
    }

    /// Below so many numbers waking a second core costs more than it saves.
    private static let grain = 16384
}
