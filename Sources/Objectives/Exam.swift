import OnwardCompute

/// What an objective is lent to say how strongly a block believes in each class.
package struct Exam {
    package let engine: Engine
    /// The head's evidence [N, C]; or, where the objective reads no head, the output for every
    /// sample with every label in turn [N · C, width].
    package let work: Matrix
    /// Where the evidence for every class goes [N, C].
    package let evidence: Matrix

    package init(engine: Engine, work: Matrix, evidence: Matrix) {
        self.engine = engine
        self.work = work
        self.evidence = evidence
    }
}
