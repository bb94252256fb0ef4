import CKernels
import COneDNN
import Foundation

/// The arithmetic: every product and every element-wise loop is asked for here.
///
/// An engine checks the shapes, then lets its kernels compute; in double precision these are always
/// the formulas. It belongs to the thread that uses it.
public final class Engine {
    /// Cores that one call may use.
    package let threads: Int
    /// What those who work with it store activations as.
    package let precision: Precision
    package let kernels: any Kernels
    private let exact: any Kernels

    /// As many cores as this process may run on.
    public static var availableThreads: Int { ProcessInfo.processInfo.activeProcessorCount }

    /// oneDNN's version, `2.6.3`.
    package static var libraryVersion: String {
        guard let version = dnnl_version()?.pointee else { return "unknown" }
        return "\(version.major).\(version.minor).\(version.patch)"
    }

    /// What of the processor's instructions oneDNN uses, by its own number; the environment can make it less
    /// than the processor has.
    package static var instructionSet: String {
        "oneDNN's 0x" + String(dnnl_get_effective_cpu_isa().rawValue, radix: 16)
    }

    /// - Parameter precision: one that this processor can; see `Precision.validate`.
    package convenience init(
        threads: Int = Engine.availableThreads, kernels: KernelForm = .native,
        precision: Precision = .float32
    ) {
        precondition(threads >= 1, "an engine with \(threads) threads")
        precondition(
            precision != .bfloat16 || Precision.hasNativeBFloat16, "no instructions for bfloat16")
        self.init(
            kernels.make(threads: threads, precision: precision), threads: threads,
            precision: precision)
    }

    /// - Parameter kernels: a conformer for so many threads and for numbers stored so.
    package init(_ kernels: any Kernels, threads: Int, precision: Precision = .float32) {
        self.kernels = kernels
        exact = kernels.makeExactKernels()
        self.threads = threads
        self.precision = precision
        if threads > 1 { onward_watch_begin() }
    }

    deinit { if threads > 1 { onward_watch_end() } }

    /// What computes a kernel on this matrix.
    func kernels(for matrix: Matrix) -> any Kernels {
        switch matrix.elementType {
        case .float64: exact
        case .float32, .bfloat16: kernels
        default: preconditionFailure("no kernel computes in \(matrix.elementType)")
        }
    }

    /// A matrix, all zero, where this engine's kernels compute: what a step reads and writes is made
    /// here.
    package func makeMatrix(
        _ type: ElementType = .float32, rows: Int, columns: Int
    ) -> Matrix {
        kernels.makeMatrix(type, rows: rows, columns: columns)
    }

    /// Nil unless somebody measures.
    package var meter: Meter? {
        get { kernels.meter }
        set { kernels.meter = newValue }
    }

    /// Does some work; where somebody measures, charges its time to a part.
    package func metered<Result>(_ part: Meter.Part, _ work: () throws -> Result) rethrows -> Result
    {
        try kernels.metered(part, work)
    }
}
