import OnwardSettings

/// A search has found nothing: the losses or weights of all trials in a rung were no longer finite.
package struct TuningError: OnwardError {
    /// Counted from 1.
    package let rung: Int

    package var kind: ErrorKind { .work }
    package var subject: String { "rung \(rung) of the search" }
    package var expected: String { "a trial whose loss is finite" }
    package var got: String? { "none" }
    package var remedy: String? {
        "search lower learning rates, or look for values out of range in the data"
    }
}
