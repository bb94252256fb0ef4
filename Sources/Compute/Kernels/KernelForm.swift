/// The conformers of `Kernels` that there are.
package enum KernelForm: String, Sendable, CaseIterable {
    /// oneDNN's products, and loops in C with the instruction set chosen when the program starts.
    case native
    /// The same with loops for the baseline instruction set.
    case plain
    /// The formulas, one element at a time.
    case reference

    package func make(threads: Int, precision: Precision) -> any Kernels {
        switch self {
        case .native: NativeKernels(threads: threads, precision: precision)
        case .plain: NativeKernels(threads: threads, precision: precision, isPlain: true)
        case .reference: FormulaKernels<Float>()
        }
    }
}
