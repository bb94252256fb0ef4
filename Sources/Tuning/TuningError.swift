/// A search has found nothing.
package enum TuningError: Error, CustomStringConvertible {
    /// The losses or weights of all trials in a rung were no longer finite.
    case allDiverged(rung: Int)

    package var description: String {
        switch self {
        case .allDiverged(let rung):
            """
            the loss of every trial in rung \(rung) was no longer finite; search lower learning \
            rates, or look for values out of range in the data
            """
        }
    }
}
