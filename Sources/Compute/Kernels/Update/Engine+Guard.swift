extension Engine {
    /// Does work that counts only while a number is finite; where it is not, what the work would
    /// have written stays as it was.
    ///
    /// Nobody is told which of both happened: the number stays where the kernels compute, and who
    /// wants to know reads it when it suits.
    ///
    /// - Parameters:
    ///   - number: [1, 1] of float64.
    ///   - work: calls kernels of this engine, and does nothing else that matters.
    package func whileFinite(_ number: Matrix, _ work: () -> Void) {
        precondition(number.count == 1, "one guard in \(number.count) places")
        kernels.whileFinite(number, work)
    }
}
