/// A search has found nothing.
public enum TuningError: Error, CustomStringConvertible {
    /// The losses or weights of all trials in a rung were no longer finite.
    case allDiverged(rung: Int)

    public var description: String {
        switch self {
        case .allDiverged(let rung):
            """
            the loss of every trial in rung \(rung) was no longer finite; search lower learning \
            rates, or look for values out of range in the data
            """
        }
    }
}
