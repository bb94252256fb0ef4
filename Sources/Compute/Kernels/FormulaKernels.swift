/// The formulas, one element after another: what the compiled kernels are held against, and what
/// computes in double precision.
///
/// They read and write numbers stored as any real type; `Real` is what they compute in.
final class FormulaKernels<Real: RealScalar>: HostKernels {
    var meter: Meter?
}
