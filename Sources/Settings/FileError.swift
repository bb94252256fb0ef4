import Foundation

/// A file, folder or address that could not be found, read, written or fetched, or does not hold what
/// was expected.
public struct FileError: OnwardError, Equatable {
    /// What went wrong, for programs that act on it.
    package enum Reason: Sendable {
        /// A file or data set is not there.
        case missing
        /// The system refuses to read or write.
        case inaccessible
        /// A file's content contradicts its format.
        case damaged
        /// A file is whole, and another program's, another version's or for something else.
        case foreign
        /// Files that belong together contradict each other.
        case inconsistent
        /// Something stands already where new files were to go.
        case occupied
        /// Another program is at work there.
        case inUse
        /// The disk is full.
        case noRoom
        /// No answer from the server, or only a part of one.
        case unreachable
        /// The server answered with something else than the file.
        case refused
        /// A file arrived whole, but is not the one that was published.
        case wrongChecksum
    }

    package let reason: Reason
    /// The file, folder, data set or address.
    public let subject: String
    public let expected: String
    public let got: String?
    public let remedy: String?

    package init(
        _ reason: Reason, at subject: String, expected: String, got: String?, remedy: String?
    ) {
        self.reason = reason
        self.subject = subject
        self.expected = expected
        self.got = got
        self.remedy = remedy
    }

    package init(
        _ reason: Reason, at url: URL, expected: String, got: String?, remedy: String?
    ) {
        self.init(
            reason, at: url.isFileURL ? url.path : url.absoluteString, expected: expected, got: got,
            remedy: remedy)
    }

    public var kind: ErrorKind {
        switch reason {
        case .noRoom, .unreachable, .refused: .machine
        case .missing, .inaccessible, .damaged, .foreign, .inconsistent, .occupied, .inUse,
            .wrongChecksum:
            .files
        }
    }
}
