import Foundation

/// What every room throws where something that came from outside cannot be used: one form, so that a
/// command can print it, a server answer with it and an interpreter raise it.
///
/// No text names a flag, a command or a route: rooms do not know through which door they were asked.
/// A setting is named by its key; the door adds what makes it a flag. In a remedy, keys stand between
/// backquotes, so that the door finds them: "give more rows, or another `test-share`".
public protocol OnwardError: LocalizedError, CustomStringConvertible {
    /// Who can do something about it.
    var kind: ErrorKind { get }
    /// What it is about: the setting's key, a file's path, `Dense(500) in block 2`.
    var subject: String { get }
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
    public var setting: String? { nil }
    public var remedy: String? { nil }

    /// The whole of it in a sentence, the same for every type and door:
    /// `Dense(500) in block 2: expected a flat sample, got [32, 14, 14]; insert Flatten() before it.`
    public var sentence: String {
        let statement =
            setting == nil
            ? "\(subject): expected \(expected), got \(got ?? "nothing")"
            : "\(subject) must be \(expected)" + (got.map { ", not \($0)" } ?? "")
        return statement + (remedy.map { "; \($0)." } ?? "")
    }

    public var description: String { sentence }

    public var errorDescription: String? { description }
}
