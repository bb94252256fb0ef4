import OnwardCompute

/// What an objective is lent to say how strongly a block believes in each class.
public struct Exam {
    /// What computes: its kernels take whole matrices.
    public let engine: Engine
    /// The head's evidence [N, C]; or, where the objective reads no head, the output for every
    /// sample with every label in turn [N · C, width].
    public let work: Matrix
    /// Where the evidence for every class goes [N, C].
    public let evidence: Matrix

    package init(engine: Engine, work: Matrix, evidence: Matrix) {
        self.engine = engine
        self.work = work
        self.evidence = evidence
    }
}
