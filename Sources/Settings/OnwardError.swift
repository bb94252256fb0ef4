/// What every room throws where something that came from outside cannot be used: one form, so that a
/// command can print it, a server answer with it and an interpreter raise it.
///
/// No text names a flag, a command or a route: rooms do not know through which door they were asked.
/// A setting is named by its key; the door adds what makes it a flag.
package protocol OnwardError: Error, CustomStringConvertible {
    /// Who can do something about it.
    var kind: ErrorKind { get }
    /// The key of the setting that it is about, such as `learning-rate`; nil where there is none.
    var setting: String? { get }
    /// What would have been right, `above 0`.
    var expected: String { get }
    /// What came instead; nil where nothing did.
    var got: String? { get }
    /// What to do about it, a sentence without its full stop; nil where `expected` says it.
    var remedy: String? { get }
}

extension OnwardError {
    package var setting: String? { nil }
    package var remedy: String? { nil }
}
