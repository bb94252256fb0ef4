/// Who can do something about an error.
public enum ErrorKind: String, Sendable, CaseIterable {
    /// Who asked: a setting, a name, a shape or a sample is not what it can be.
    case input
    /// Who keeps the files: one is missing, damaged, in the way or of another version.
    case files
    /// Who runs the machine: no room, no instruction for it, no network.
    case machine
    /// Who reads the results: what was asked for could be tried and came to nothing, as where a loss
    /// is no number any more.
    case work
    /// We: something that cannot be has happened.
    case fault
}
